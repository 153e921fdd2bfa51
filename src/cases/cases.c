/* SPDX-License-Identifier: EUPL-1.2 */
/* Which kinds behave in a way of their own. */
#include "cases/cases.h"

#include "base/mem.h"
#include "cases/card.h"
#include "cases/chain.h"
#include "cases/clock.h"
#include "cases/due.h"
#include "cases/queue.h"
#include "cases/employment.h"
#include "cases/rules.h"
#include "cases/traits.h"
#include "register/session.h"
#include "store/copies.h"
#include "store/sealed.h"
#include "store/search.h"

void cases_init(void)
{
	static const struct {
		const char *kind;
		const struct kind_ops *ops;
	} rows[] = {
		{ "person", &person_rules },
		{ "household", &household_rules },
		{ "speaks", &speaks_rules },
		{ "plan", &plan_rules },
		{ "step", &step_rules },
		{ "course", &course_rules },
		{ "enrolment", &enrolment_rules },
		{ "level", &level_rules },
		{ "lesson", &lesson_rules },
		{ "presence", &presence_rules },
		{ "entitlement", &entitlement_rules },
		{ "exam", &exam_rules },
		{ "queue_rule", &queue_rule_rules },
		{ "cap", &cap_rules },
		{ "budget", &budget_rules },
		{ "cost", &cost_rules },
		{ "credential", &credential_rules },
		{ "application", &application_rules },
		{ "dwelling", &dwelling_rules },
		{ "placement", &placement_rules },
		{ "need", &need_rules },
		{ "preference", &preference_rules },
		{ "stay", &stay_rules },
		{ "subsidy", &subsidy_rules },
		{ "visit", &visit_rules },
		{ "appointment", &appointment_rules },
		{ "request", &request_rules },
		{ "consent", &consent_rules },
		{ "number", &number_rules },
		{ "duty", &duty_rules },
		{ "mirror", &mirror_rules },
		{ "clock", &clock_rules },
		{ "clock_move", &clock_move_rules },
		{ "event", &event_rules },
		{ "holiday", &holiday_rules },
		{ "session", &session_rules },
		{ "attendance", &attendance_rules },
		{ "mentor", &mentor_rules },
		{ "mentoring", &mentoring_rules },
		{ "decision", &decision_rules },
		{ "summons", &summons_rules },
		{ "arrangement", &arrangement_rules },
		{ "barrier", &barrier_rules },
		{ "complaint", &complaint_rules },
		{ "feedback", &feedback_rules },
		{ "document", &document_rules },
		{ "referral", &referral_rules },
		{ "membership", &membership_rules },
		{ "guardianship", &guardianship_rules },
		{ "review", &review_rules },
		{ "commitment", &commitment_rules },
		{ "agreement", &agreement_rules },
		{ "education", &education_rules },
		{ "experience", &experience_rules },
		{ "skill", &skill_rules },
		{ "requirement", &requirement_rules },
		{ "fee", &fee_rules },
		{ "measure", &measure_rules },
		{ "skilltest", &skilltest_rules },
		{ "training", &training_rules },
		{ "school", &school_rules },
		{ "school_place", &school_place_rules },
		{ "tutoring", &tutoring_rules },
		{ "vacancy", &vacancy_rules },
		{ "employment", &employment_rules },
		{ "retention", &retention_rules },
		{ "enterprise", &enterprise_rules },
		{ "jobwish", &jobwish_rules },
		{ "round", &round_rules },
		{ "home_proposal", &proposal_rules },
		{ "job_proposal", &proposal_rules },
		{ "course_proposal", &proposal_rules },
		{ "mentor_proposal", &proposal_rules },
		{ "card", &card_rules },
		{ "exception", &exception_rules },
		{ "controller", &controller_rules },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		kind_rules(rows[i].kind, rows[i].ops);
	card_init();
	chain_init();
	clock_init();
	due_init();
	traits_init();
	queue_init();
	session_ready_every(work_ready);
	store_check_add(search_check);
	store_check_add(sealed_check);
	store_check_add(copy_check);
}
