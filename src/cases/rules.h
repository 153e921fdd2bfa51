/* SPDX-License-Identifier: EUPL-1.2 */
/* What rules of kinds are written with; and the rules of each kind, for cases_init(). */
#ifndef CASES_RULES_H
#define CASES_RULES_H

#include "register/change.h"
#include "register/read.h"

extern const struct kind_ops person_rules, household_rules, speaks_rules, plan_rules, step_rules, course_rules,
	enrolment_rules, credential_rules, application_rules, dwelling_rules, placement_rules, appointment_rules, request_rules,
	consent_rules, number_rules, duty_rules, mirror_rules, session_rules, attendance_rules, mentor_rules,
	mentoring_rules, decision_rules, summons_rules, arrangement_rules, barrier_rules, complaint_rules, feedback_rules;
extern const struct kind_ops clock_rules, clock_move_rules, event_rules, holiday_rules;
extern const struct kind_ops level_rules, lesson_rules, presence_rules, entitlement_rules, exam_rules;
extern const struct kind_ops review_rules, commitment_rules, agreement_rules;
extern const struct kind_ops education_rules, experience_rules, skill_rules, requirement_rules, fee_rules, measure_rules,
	skilltest_rules, training_rules;
extern const struct kind_ops document_rules, referral_rules, card_rules;
extern const struct kind_ops queue_rule_rules, cap_rules, exception_rules, controller_rules, budget_rules, cost_rules;
extern const struct kind_ops school_rules, school_place_rules, tutoring_rules;
extern const struct kind_ops round_rules, proposal_rules;
extern const struct kind_ops membership_rules, guardianship_rules;
extern const struct kind_ops need_rules, preference_rules, stay_rules, subsidy_rules, visit_rules;
extern const struct kind_ops vacancy_rules, employment_rules, retention_rules, enterprise_rules, jobwish_rules;

/* The value is one of these keys; the list ends with NULL. */
bool rule_is(const struct change_item *item, const char *field, ...) __attribute__((sentinel));
void rule_put(struct change_item *item, const char *field, const char *canonical);
/* Puts today's date where nothing stands. */
void rule_put_today(struct change_item *item, const char *field);
/* Puts the value where nothing stands. */
void rule_default(struct change_item *item, const char *field, const char *canonical);
/* True when even the latest day that `a` may mean lies before the earliest of `b`; false when one is empty. */
bool rule_before(const char *a, const char *b);
/* The record that a reference names, or none. */
struct id rule_reference(const struct change_item *item, const char *field);
/* A field of another record as it will stand: from the change set when it is there, else from the file. Yours; NULL:
 * empty, or no such record. */
enum status rule_look(struct change *change, const char *kind, struct id id, const char *field, char **out,
	struct err *err);
/* Refuses, at this field, a record of another person's. */
enum status rule_same_person(struct change *change, const struct change_item *item, const char *kind, const char *field,
	struct err *err);
/* Where no person is given, the one whose record `field` names. */
enum status rule_take_person(struct change *change, struct change_item *item, const char *kind, const char *field,
	struct err *err);
/* The record is removed by this change set. */
bool rule_removes(const struct change *change, struct id id);
/* Another record, to be changed in the same change set, whatever its revision. */
struct change_item *rule_other(struct change *change, const char *kind, struct id id);
/* First column of a query's only row, with :id and :me bound where they stand in it. */
enum status rule_count(struct change *change, const struct query *query, struct id id, struct id me, int64_t *out,
	struct err *err);
/* By how much the other items of the change set that are of this item's kind raise or lower a count, which reads what
 * stands in the file, of records whose `field` refers to `wanted` and whose state `is`. */
typedef bool rule_state(const char *state);
int64_t rule_set_count(const struct change *change, const struct change_item *item, const char *field,
	const char *wanted, rule_state *is);
/* Warns where the mentor that the item's field `mentor` names has no time. */
enum status mentor_warn(struct change *change, const struct change_item *item, struct err *err);
/* Refuses whoever asked to be left alone, and who moved away: nothing is offered to them. */
enum status offers_may_go_to(struct store *store, const struct record *person, struct err *err);

#endif
