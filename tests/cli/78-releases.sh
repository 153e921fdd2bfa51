#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What was released stands in the ledger, and what comes later gives none of it away.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 demo town.db
run 0 report releases
says "Nothing was released yet."
run 0 report progress --from 2026-Q1 -o first.csv
run 0 report releases
says "quarter 1 of 2026"
run 0 report releases --json
says '"name": "progress"'
says '"same_as": null'
run 0 report releases 1
says "arrivals_by_month"
run 1 report releases 7
complains "no release 7"
run 2 report releases many
run 2 report internal 1
complains "Nothing comes after"

# One who is entered late changes nothing of what was told: the same report says the same.
run 0 add person given_name=Late family_name=Comer arrived=2026-02-10
run 0 report progress --from 2026-Q1 -o second.csv
run 0 report releases
says "the same as 1"
grep ,count, first.csv >one
grep ,count, second.csv >two
check "every count is the same" cmp one two

# The quarter and the quarter with a month more: what the month alone would tell is told nowhere, or is no small count.
run 0 report progress --from 2026-01-01 --to 2026-04-30 -o longer.csv
run 0 report releases --json
says '"release": 3'

# It is an act, and the ledger is part of what is checked.
run 0 audit acts --reason "Who released what"
says "summary released"
run 0 check
# Reading what was released is for those who lead, count, manage and audit.
run 1 --role desk report releases
complains "What was released is told to"

done_testing
