# SPDX-License-Identifier: EUPL-1.2
include tests/unit/base.mk
include tests/unit/store.mk
include tests/unit/register.mk
include tests/unit/find.mk
include tests/unit/cases.mk
include tests/unit/exchange.mk
include tests/unit/screens.mk
include tests/screen/local.mk
include tests/screen/forms.mk
include tests/cli/local.mk
include tests/fault/local.mk
include tests/check/local.mk
include tests/check/kind/local.mk
include tests/bench/local.mk
