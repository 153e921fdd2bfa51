# SPDX-License-Identifier: EUPL-1.2
CLI_TESTS = \
	tests/cli/00-call.sh \
	tests/cli/01-init.sh \
	tests/cli/10-add-show.sh \
	tests/cli/11-set-undo.sh \
	tests/cli/12-bad-values.sh \
	tests/cli/20-list.sh \
	tests/cli/21-find.sh \
	tests/cli/30-today.sh \
	tests/cli/35-profile.sh \
	tests/cli/35-decisions.sh \
	tests/cli/31-duplicates.sh \
	tests/cli/32-agenda.sh \
	tests/cli/32-plan.sh \
	tests/cli/32-worklist.sh \
	tests/cli/33-course.sh \
	tests/cli/33-waiting.sh \
	tests/cli/36-dossier.sh \
	tests/cli/40-import-export.sh \
	tests/cli/41-import-real.sh \
	tests/cli/43-household.sh \
	tests/cli/45-clock.sh \
	tests/cli/46-year.sh \
	tests/cli/47-two-years.sh \
	tests/cli/48-moved-town.sh \
	tests/cli/50-fields.sh \
	tests/cli/55-rights.sh \
	tests/cli/60-bad-files.sh \
	tests/cli/61-together.sh \
	tests/cli/62-passphrase.sh \
	tests/cli/63-plain.sh \
	tests/cli/63-trail.sh \
	tests/cli/63-backup.sh \
	tests/cli/64-salvage.sh \
	tests/cli/63-users.sh \
	tests/cli/64-users-killed.sh \
	tests/cli/64-sealed.sh \
	tests/cli/64-bulk.sh \
	tests/cli/65-roles.sh \
	tests/cli/66-directory.sh \
	tests/cli/69-vacancies.sh \
	tests/cli/67-occupation.sh \
	tests/cli/68-housing.sh \
	tests/cli/69-school.sh \
	tests/cli/70-languages.sh \
	tests/cli/71-segregation.sh \
	tests/cli/72-fair.sh \
	tests/cli/73-round.sh \
	tests/cli/74-pairs.sh \
	tests/cli/75-round-held.sh \
	tests/cli/72-criteria.sh \
	tests/cli/75-rounds-of-a-town.sh \
	tests/cli/76-rounds-of-each-kind.sh \
	tests/cli/80-demo.sh
EXTRA_DIST += $(CLI_TESTS) tests/cli/lib.sh tests/cli/rounds.sh tests/cli/added.awk tests/cli/best.awk
TESTS += $(CLI_TESTS)
