/* SPDX-License-Identifier: EUPL-1.2 */
/* What the table of commands calls; each stands in the file of its name. */
#ifndef COMMANDS_VERBS_H
#define COMMANDS_VERBS_H

#include "commands/command.h"

enum status verb_add(struct call *call, struct err *err);
enum status verb_agenda(struct call *call, struct err *err);
enum status verb_arrange(struct call *call, struct err *err);
enum status verb_audit(struct call *call, struct err *err);
enum status verb_backup(struct call *call, struct err *err);
enum status verb_breach(struct call *call, struct err *err);
enum status verb_card(struct call *call, struct err *err);
enum status verb_caseload(struct call *call, struct err *err);
enum status verb_clock(struct call *call, struct err *err);
enum status verb_watch(struct call *call, struct err *err);
enum status verb_check(struct call *call, struct err *err);
enum status verb_course(struct call *call, struct err *err);
enum status verb_decide(struct call *call, struct err *err);
enum status verb_demo(struct call *call, struct err *err);
enum status verb_document(struct call *call, struct err *err);
enum status verb_dossier(struct call *call, struct err *err);
enum status verb_duplicates(struct call *call, struct err *err);
enum status verb_emergency(struct call *call, struct err *err);
enum status verb_erase(struct call *call, struct err *err);
extern const struct option_row exception_options[], fields_options[];
enum status verb_exception(struct call *call, struct err *err);
enum status verb_export(struct call *call, struct err *err);
enum status verb_fields(struct call *call, struct err *err);
enum status verb_find(struct call *call, struct err *err);
extern const struct option_row gate_options[];
enum status verb_gate(struct call *call, struct err *err);
enum status verb_handover(struct call *call, struct err *err);
enum status verb_group(struct call *call, struct err *err);
enum status verb_help(struct call *call, struct err *err);
enum status verb_home(struct call *call, struct err *err);
enum status verb_household(struct call *call, struct err *err);
enum status verb_import(struct call *call, struct err *err);
enum status verb_init(struct call *call, struct err *err);
enum status verb_lead(struct call *call, struct err *err);
enum status verb_key(struct call *call, struct err *err);
enum status verb_order(struct call *call, struct err *err);
enum status verb_letter(struct call *call, struct err *err);
enum status verb_list(struct call *call, struct err *err);
enum status verb_match(struct call *call, struct err *err);
enum status verb_note(struct call *call, struct err *err);
enum status verb_occupation(struct call *call, struct err *err);
enum status verb_passphrase(struct call *call, struct err *err);
enum status verb_pause(struct call *call, struct err *err);
enum status verb_refer(struct call *call, struct err *err);
enum status verb_profile(struct call *call, struct err *err);
enum status verb_plan(struct call *call, struct err *err);
extern const struct option_row report_options[];
enum status verb_report(struct call *call, struct err *err);
enum status verb_restore(struct call *call, struct err *err);
enum status verb_seal(struct call *call, struct err *err);
enum status verb_sealed(struct call *call, struct err *err);
enum status verb_restrict(struct call *call, struct err *err);
enum status verb_salvage(struct call *call, struct err *err);
enum status verb_retention(struct call *call, struct err *err);
enum status verb_school(struct call *call, struct err *err);
enum status verb_segregation(struct call *call, struct err *err);
enum status verb_disclose(struct call *call, struct err *err);
enum status verb_set(struct call *call, struct err *err);
enum status verb_show(struct call *call, struct err *err);
enum status verb_skills(struct call *call, struct err *err);
enum status verb_subject_export(struct call *call, struct err *err);
enum status verb_today(struct call *call, struct err *err);
enum status verb_undo(struct call *call, struct err *err);
enum status verb_unseal(struct call *call, struct err *err);
enum status verb_users(struct call *call, struct err *err);
enum status verb_vacancy(struct call *call, struct err *err);
enum status verb_waiting(struct call *call, struct err *err);
enum status verb_views(struct call *call, struct err *err);

#endif
