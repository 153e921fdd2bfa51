# SPDX-License-Identifier: EUPL-1.2
EXTRA_DIST += doc/bench.md
