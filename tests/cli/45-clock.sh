#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Clocks: what starts them, what happens to them, how they are told; and the watches.
. "$srcdir/tests/cli/lib.sh"
