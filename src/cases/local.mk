# SPDX-License-Identifier: EUPL-1.2
noinst_LIBRARIES += libcases.a
libcases_a_SOURCES = \
	src/cases/caseload.c \
	src/cases/school.c \
	src/cases/school.h \
	src/cases/tutoring.c \
	src/cases/caseload.h \
	src/cases/agenda.c \
	src/cases/agenda.h \
	src/cases/age.c \
	src/cases/age.h \
	src/cases/anonymise.c \
	src/cases/arrangement.c \
	src/cases/arrangement.h \
	src/cases/barrier.c \
	src/cases/breach.c \
	src/cases/breach.h \
	src/cases/cases.c \
	src/cases/cases.h \
	src/cases/calendar.c \
	src/cases/calendar.h \
	src/cases/chain.c \
	src/cases/chain.h \
	src/cases/clock.c \
	src/cases/clock.h \
	src/cases/clockevents.c \
	src/cases/clockwords.c \
	src/cases/clockwork.c \
	src/cases/clockwork.h \
	src/cases/consent.c \
	src/cases/complaint.c \
	src/cases/course.c \
	src/cases/credential.c \
	src/cases/criteria.c \
	src/cases/criteria.h \
	src/cases/course.h \
	src/cases/enrolment.c \
	src/cases/feeds.c \
	src/cases/feeds.h \
	src/cases/decide.h \
	src/cases/decision.c \
	src/cases/due.c \
	src/cases/due.h \
	src/cases/duplicates.c \
	src/cases/duplicates.h \
	src/cases/handover.c \
	src/cases/handover.h \
	src/cases/group.c \
	src/cases/group.h \
	src/cases/guardian.c \
	src/cases/held.c \
	src/cases/held.h \
	src/cases/document.c \
	src/cases/document.h \
	src/cases/erase.c \
	src/cases/erase.h \
	src/cases/erase_judge.c \
	src/cases/erase_receipt.c \
	src/cases/erase_set.c \
	src/cases/erase_set.h \
	src/cases/household.c \
	src/cases/household.h \
	src/cases/household_view.c \
	src/cases/housing.c \
	src/cases/clash.c \
	src/cases/clash.h \
	src/cases/gather.c \
	src/cases/meeting.c \
	src/cases/meeting.h \
	src/cases/mentor.c \
	src/cases/objection.c \
	src/cases/objection.h \
	src/cases/person.c \
	src/cases/plan.c \
	src/cases/plan.h \
	src/cases/near.c \
	src/cases/near.h \
	src/cases/need.c \
	src/cases/need.h \
	src/cases/notes.c \
	src/cases/notes.h \
	src/cases/queue.c \
	src/cases/queue.h \
	src/cases/referral.c \
	src/cases/referral.h \
	src/cases/profile_rules.c \
	src/cases/plan_change.c \
	src/cases/plan_own.h \
	src/cases/plan_template.c \
	src/cases/plan_versions.c \
	src/cases/plan_versions.h \
	src/cases/plan_view.c \
	src/cases/plan_view.h \
	src/cases/request.c \
	src/cases/review.c \
	src/cases/retention.h \
	src/cases/retention_due.c \
	src/cases/retention_run.c \
	src/cases/retention_words.c \
	src/cases/rules.c \
	src/cases/rules.h \
	src/cases/sealed.c \
	src/cases/sealed.h \
	src/cases/seats.c \
	src/cases/seats.h \
	src/cases/second.c \
	src/cases/second.h \
	src/cases/skills.c \
	src/cases/stages.c \
	src/cases/subject.c \
	src/cases/subject.h \
	src/cases/subject_names.c \
	src/cases/subject_names.h \
	src/cases/templates.h \
	src/cases/today.c \
	src/cases/today.h \
	src/cases/today_next.c \
	src/cases/today_query.c \
	src/cases/today_query.h \
	src/cases/today_rows.c \
	src/cases/todo.c \
	src/cases/todo.h \
	src/cases/summons.c \
	src/cases/summons.h \
	src/cases/stay.c \
	src/cases/stay.h \
	src/cases/tenancy.c \
	src/cases/tenancy.h \
	src/cases/tombstones.c \
	src/cases/waiting.c \
	src/cases/waiting.h \
	src/cases/watch.c \
	src/cases/watch.h \
	src/cases/work.c
nodist_libcases_a_SOURCES = src/cases/templates.c src/cases/watches.c src/cases/criteria_made.c

src/cases/templates.c: src/register/compile$(EXEEXT) FORCE
	@$(MKDIR_P) src/cases
	@src/register/compile plans $(top_srcdir)/schema $@
src/cases/watches.c: src/register/compile$(EXEEXT) FORCE
	@$(MKDIR_P) src/cases
	@src/register/compile watches $(top_srcdir)/schema $@
src/cases/criteria_made.c: src/register/compile$(EXEEXT) FORCE
	@$(MKDIR_P) src/cases
	@src/register/compile criteria $(top_srcdir)/schema $@
BUILT_SOURCES += src/cases/templates.c src/cases/watches.c src/cases/criteria_made.c
CLEANFILES += src/cases/templates.c src/cases/watches.c src/cases/criteria_made.c
