/* SPDX-License-Identifier: EUPL-1.2 */
/* All verbs.  Help and the manual page are made from these rows; a verb is its row and its file. */
#include "base/msg.h"
#include "commands/papers.h"
#include "commands/verbs.h"

#define REPORT_CACHE 65536

#define LIMIT(what) { "limit", N_("N"), what, false }
#define SORT { "sort", N_("FIELD"), which_sort_help, false }
#define FILTER { "filter", N_("field=value"), which_filter_help, false }
#define WHY_MANY { "reason", N_("TEXT"), N_("Why, in a few words: needed for more than a hundred people. It is noted in the " \
	"trail."), false }
#define END { NULL, NULL, NULL, false }

static const struct option_row init_options[] = {
	{ "desk", N_("CODE"), N_("The code of this desk in case numbers: a letter and a digit or letter, such as HA."), false },
	{ "municipality", N_("NAME"), N_("The name of the municipality, for the first line of the screens."), false },
	{ "profile", N_("COUNTRY"), N_("The country profile under whose law the file stands, such as nl; else none."), false },
	{ "divided", NULL, N_("For several users from the start: whoever makes the file is its administrator, and nothing else."),
	  false },
	END
};
#define KEPT_VIEWS \
	{ "view", N_("NAME"), N_("As it was kept under this name."), false }, \
	{ "keep-view", N_("NAME"), N_("Keep whose day it is, and of which stage, under this name."), false }, \
	{ "for-all", NULL, N_("With --keep-view: for everybody, not for you alone."), false }
static const struct option_row handover_options[] = {
	{ "to", N_("NAME"), N_("The colleague who goes on with the files."), false },
	{ "all", NULL, N_("All files of your own."), false },
	{ "remark", N_("TEXT"), N_("What the colleague should know first."), false },
	END
};
static const struct option_row pause_options[] = {
	{ "until", N_("DAY"), N_("The day on which the file comes back by itself."), false },
	{ "why", N_("REASON"), N_("wish, away, unreachable, others or capacity."), false },
	{ "end", NULL, N_("The file goes on now."), false },
	LIMIT(N_("At most so many; else 100.")),
	WHY_MANY,
	{ "mine", NULL, N_("Only files of your own."), false },
	END
};
static const struct option_row course_options[] = {
	{ "make-lessons", NULL, N_("Make all lessons from the days and hours of the course, from its first to its last day, on no "
		"holiday."), false },
	{ "lesson", N_("DAY"), N_("The lesson to mark: with --came, --missed or --excused."), false },
	{ "at", N_("TIME"), N_("Which one, where there are several lessons on that day."), false },
	{ "came", N_("CASE|all"), N_("Who came; all: everybody in the group who is not named otherwise. May be given several times."),
		false },
	{ "missed", N_("CASE"), N_("Who did not come. May be given several times."), false },
	{ "excused", N_("CASE"), N_("Who told beforehand. May be given several times."), false },
	END
};
static const struct option_row waiting_options[] = {
	{ "language", N_("LANGUAGE"), N_("Of the list: the language that people wait to learn."), false },
	{ "place", N_("NAME"), N_("Of the list: only who waits for this neighbourhood, or named none."), false },
	{ "person", N_("CASE"), N_("Where one person stands, and who comes before, by what."), false },
	{ "fit", N_("CASE"), N_("Groups that fit this person, and what stands against the others."), false },
	{ "next", N_("COURSE"), N_("Offer a free seat of this course to the next in line whom it fits."), false },
	{ "show", NULL, N_("With --next: only say who it would be."), false },
	{ "run-out", NULL, N_("Put offers whose day to answer is over back into line."), false },
	{ "rule", N_("CRITERIA"), N_("The order of the lists; with --rule=deadline,waited a new one."), true },
	{ "since", N_("DAY"), N_("With --rule: from this day on; else from today."), false },
	{ "days", N_("N"), N_("With --rule: how many days there are to answer an offer."), false },
	{ "decided-by", N_("TEXT"), N_("With --rule: who decided on it."), false },
	LIMIT(N_("At most so many; else 100.")),
	WHY_MANY,
	END
};
static const struct option_row profile_options[] = {
	{ "run", NULL, N_("With use: choose it; without it, only say what would change."), false },
	END
};
static const struct option_row today_options[] = {
	KEPT_VIEWS,
	LIMIT(N_("At most so many of each section; else 20.")),
	WHY_MANY,
	{ "mine", NULL, N_("Only files, steps and appointments of your own."), false },
	{ "caseworker", N_("NAME"), N_("Only what this colleague looks after."), false },
	{ "stage", N_("STAGE"), N_("Only steps and clocks of this stage of the pathway."), false },
	{ "week", NULL, N_("What falls on each of the coming seven days instead."), false },
	END
};
static const struct option_row agenda_options[] = {
	{ "day", N_("DAY"), N_("Of this day, else of today."), false },
	{ "week", NULL, N_("Of the whole week, from Monday."), false },
	{ "mine", NULL, N_("Only your own."), false },
	{ "caseworker", N_("NAME"), N_("Only this colleague's."), false },
	{ "room", N_("ROOM"), N_("Only in this room."), false },
	{ "interpreter", NULL, N_("Only where an interpreter is needed."), false },
	{ "free", NULL, N_("What is free in office hours instead, of --mine, --caseworker or --room."), false },
	{ "ics", N_("FILE"), N_("Write a calendar file (RFC 5545) instead; “-”: to standard output."), false },
	{ "names", NULL, N_("With --ics: people's names as well, not only their case numbers."), false },
	{ "reminders", NULL, N_("Whom to remind of the next working day: in which language, by phone or by e-mail."), false },
	{ "mark", NULL, N_("With --reminders: note that they were reminded today."), false },
	LIMIT(N_("At most so many; else 100.")),
	WHY_MANY,
	END
};
static const struct option_row segregation_options[] = {
	{ "unit", N_("COLUMN"), N_("The column that names the unit: a neighbourhood, a school, a block."), false },
	{ "group", N_("COLUMN"), N_("The column that counts a group. May be given several times."), false },
	{ "total", N_("COLUMN"), N_("The column that counts everybody."), false },
	{ "without", N_("UNIT"), N_("Leave this unit out, such as a total in the last line. May be given several times."), false },
	{ "last-line", N_("N"), N_("Read no further than this line: what stands behind it are totals."), false },
	{ "skip-missing", NULL, N_("Leave units out where a count is missing; how many is told."), false },
	END
};
static const struct option_row disclose_options[] = {
	{ "count", N_("COLUMN"), N_("The column that counts; else the last one."), false },
	{ "by", N_("COLUMN"), N_("A column by which is counted; else all others. May be given several times."), false },
	{ "hierarchy", N_("FILE"), N_("Codes within others: dimension, code and parent in each line. May be given several times."), false },
	{ "total", N_("WORD"), N_("What stands for a total; else “Total” or “All”, or an empty cell. May be given several times."), false },
	{ "threshold", N_("N"), N_("Counts below this are withheld; else 5."), false }, { "zeros", NULL, N_("Withhold zeros too."), false },
	{ "interval", N_("LOW-HIGH"), N_("What a small cell could still be for all who read; else 0 to the threshold."), false },
	{ "csv", NULL, N_("Print CSV, with the sign and the bounds of each cell."), false },
	{ "hand-out", NULL, N_("Print what may be handed out, as CSV: one sign for all that is withheld."), false },
	END
};
static const struct option_row occupation_options[] = {
	LIMIT(N_("At most so many; else 10.")),
	END
};
static const struct option_row find_options[] = {
	LIMIT(N_("At most so many people; else 20.")),
	END
};
static const struct option_row show_options[] = {
	{ "history", NULL, N_("Every change to the record, newest first, with its change set."), false },
	END
};
#define DESPITE { "despite", N_("EXCEPTION"), N_("Although the file is restricted: with the person's consent, for a claim, for " \
	"the protection of somebody, or in the public-interest (consent, claim, protection, public-interest). It is noted."), false }
#define CLASH { "despite-clash", NULL, N_("Save what is merely warned of: an appointment that meets another one, a session that is full."), false }
#define CLEAN { "clean", NULL, N_("Take out of free text the words that the gate stumbles on, and no others."), false }
static const struct option_row add_options[] = {
	DESPITE, CLASH, CLEAN,
	{ "plan", N_("TEMPLATE"), N_("Give the person a plan from this template (foothold plan names them); else from the one that fits."), false },
	{ "no-plan", NULL, N_("Give the person no plan."), false },
	END
};
#define HELPER(what) { "helper", N_("NAME"), what, false }
static const struct option_row seal_options[] = {
	HELPER(N_("Who can open it; may be given several times. Without it, only you.")),
	{ "new", NULL, N_("Register a new person in it, from key=value or standard input as with “foothold add”."), false },
	{ "plan", N_("TEMPLATE"), N_("Give the person a plan from this template (foothold plan names them); else from the one that fits."), false },
	{ "no-plan", NULL, N_("Give the person no plan."), false },
	END
};
static const struct option_row sealed_options[] = {
	HELPER(N_("Who can open it from now on; name all of them.")),
	END
};
static const struct option_row set_options[] = {
	DESPITE, CLASH, CLEAN,
	{ "rev", N_("N"), N_("Save only when the record still has this revision, as show --json gave it."), false },
	END
};
#define VIEWS \
	{ "view", N_("NAME"), N_("As it was kept under this name; --filter narrows it further."), false }, \
	{ "keep-view", N_("NAME"), N_("Keep how it is filtered and sorted under this name."), false }, \
	{ "for-all", NULL, N_("With --keep-view: for everybody, not for you alone."), false }
static const struct option_row list_options[] = {
	SORT, FILTER, VIEWS,
	LIMIT(N_("At most so many; else 100. 0: all.")),
	WHY_MANY,
	END
};
static const struct option_row unseal_options[] = {
	{ "seal-passphrase-file", N_("FILE"), N_("Read the passphrase of the sealed file from this file, which only you may "
		"read."), false },
	END
};
static const struct option_row import_options[] = {
	{ "map", N_("COLUMN=FIELD,…"), N_("Which column goes into which field; other columns are left out. #4=phone names "
		"a column by its number, field:=value gives all rows one value. Without --map, columns are taken by the "
		"field's name or label."), false },
	{ "date-format", N_("FORMAT"), N_("How the file writes dates, such as %d.%m.%Y or %Y%m%d."), false },
	{ "encoding", N_("NAME"), N_("The file's encoding, such as windows-1252; else it is recognised."), false },
	{ "delimiter", N_("CHARACTER"), N_("What parts the columns: one character, or “tab”; else it is recognised."),
	  false },
	{ "empty", N_("TEXT"), N_("Cells of exactly this text count as empty."), false },
	{ "key", N_("FIELD"), N_("A record with the same value in this field is already known."), false },
	{ "plan", N_("TEMPLATE"), N_("Give each person a plan from this template; without a name, from “general”."),
	  true },
	{ "dry-run", NULL, N_("Check everything and report; change nothing."), false },
	{ "keep-good", NULL, N_("Write the good rows though others are bad."), false },
	{ "keep-known", NULL, N_("Write people as well who seem to be known already."), false },
	{ "again", NULL, N_("Import this very file once more."), false },
	{ "rejects", N_("FILE"), N_("Where rows go that are not imported; else FILE.csv.rejects.csv."), false },
	END
};
static const struct option_row group_options[] = {
	{ "arrived", N_("DAY"), N_("The day on which they arrived, where a line has none; else today."), false },
	{ "expected", N_("DAY"), N_("They have not arrived: the day on which they are expected."), false },
	{ "address", N_("PLACE"), N_("Where they stay, where a line has nothing else."), false },
	{ "interpreter", N_("LANGUAGE"), N_("The interpreter's language, where a line has no other."), false },
	{ "caseworker", N_("NAME"), N_("Whose files they are; else yours."), false },
	{ "plan", N_("TEMPLATE"), N_("Give each person a plan from this template; else the one that fits: for minors, for people who "
		"are expected, or the general one."), false },
	{ "despite-doubles", NULL, N_("Save although people seem to be known already."), false },
	{ "dry-run", NULL, N_("Check everything and report; change nothing."), false },
	END
};
static const struct option_row household_options[] = {
	{ "join", N_("HOUSEHOLD"), N_("They join this household: its id or name, or the case number of somebody who lives there."), false },
	{ "split", NULL, N_("They move out together into a household of their own; the first of them is its head."), false },
	{ "leave", NULL, N_("They live in no household any more."), false },
	{ "as", N_("ROLE"), N_("As what: head, partner, child, parent, grandparent, relative, guest. Alone, it is put right."), false },
	{ "name", N_("NAME"), N_("With --split, the new household's name; else the first one's family name."), false },
	{ "from", N_("DAY"), N_("Since when; else today."), false },
	END
};
static const struct option_row export_options[] = {
	{ "format", N_("csv|json"), N_("How to write: csv (the usual) or json."), false },
	{ "output", N_("FILE"), N_("Write into this file, which only you may read, instead of standard output."), false },
	{ "columns", N_("FIELD,…"), N_("Only these fields. Of more than a hundred people else those that lists show; of fewer "
		"all that your role sees."), false },
	WHY_MANY,
	{ "sealed", NULL, N_("Seal the output with a passphrase of its own, as is done for more than a hundred people anyway."),
	  false },
	{ "unsealed", NULL, N_("Do not seal the output though it holds more than a hundred people."), false },
	{ "seal-passphrase-file", N_("FILE"), N_("Read the passphrase of the sealed output from this file, which only you may "
		"read."), false },
	SORT, FILTER, END
};
static const struct option_row erase_options[] = {
	{ "ground", N_("WHY"), N_("Why: request (the usual), mistake, unlawful or duty."), false },
	{ "run", NULL, N_("Erase; without it, only say what would go."), false },
	{ "receipts", NULL, N_("List the receipts that the file keeps, instead."), false },
	{ "output", N_("FILE"), N_("With --run: write the receipt to a new file, as PDF where its name ends in .pdf."), false },
	PAPER_OPTIONS_BUT_OUTPUT,
	END
};
static const struct option_row subject_options[] = {
	{ "output", N_("FOLDER"), N_("Write JSON, CSV and the paper, as text and as PDF, into this new folder, which only you may enter."), false },
	{ "correct", NULL, N_("A sheet instead on which the person corrects what is wrong; with --output, into a new file."), false },
	PAPER_OPTIONS_BUT_OUTPUT,
	END
};
static const struct option_row restrict_options[] = {
	{ "why", N_("REASON"), N_("Why: contested, unlawful, claim or objection."), false },
	{ "lift", NULL, N_("Lift the restriction."), false },
	{ "told", NULL, N_("With --lift: the person was told before."), false },
	END
};
static const struct option_row note_options[] = {
	CLEAN, { "household", NULL, N_("On everybody who belongs to their households, too."), false },
	END
};
static const struct option_row decide_options[] = {
	{ "to", N_("STATE"), N_("Where it is to stand: signed, sent, objected, upheld, changed, final or withdrawn; else a draft is "
		"written, or the decision is shown."), false },
	END
};
static const struct option_row home_options[] = {
	{ "offer", N_("HOME"), N_("Offer this home, by its address or UUID."), false },
	{ "by", N_("DATE"), N_("With --offer: the day up to which an answer is awaited; else in a week."), false },
	{ "answer", N_("STATE"), N_("What became of the offer: accepted, declined, withdrawn, run_out, moved_in or ended."), false },
	{ "why", N_("REASON"), N_("With --answer: the reason, a key of “foothold fields placement”."), false },
	{ "words", N_("TEXT"), N_("With --answer: the reason in the household's own words."), false },
	{ "on", N_("DATE"), N_("With --answer: the day; else today."), false },
	LIMIT(N_("At most so many homes or people; else 20 and 50.")),
	END
};
static const struct option_row vacancy_options[] = {
	{ "apply", N_("VACANCY"), N_("Plan an application for this vacancy, by its title or UUID."), false },
	{ "show", N_("VACANCY"), N_("One vacancy: places, what is needed and wished for, who applied, what the gate left out."), false },
	LIMIT(N_("At most so many vacancies; else 20.")),
	END
};
static const struct option_row match_options[] = {
	{ "for", N_("ID"), N_("Whom, by case number or what they asked for by its UUID; or which place, by its name or UUID."), false },
	{ "round", NULL, N_("With jobs, homes, courses or mentors: give out all places together, and save what is proposed."), false },
	{ "place", N_("PLACE"), N_("With --round: this place alone, by its name or UUID; may be given several times."), false },
	{ "again", N_("ROUND"), N_("With --round: compute this round again; what was locked stays."), false },
	{ "why", N_("REASON"), N_("With decline: the reason, a key of “foothold fields home_proposal”."), false },
	{ "reason", N_("TEXT"), N_("With decline, override, withdraw and cancel: the reason in words."), false },
	{ "paper", NULL, N_("With explain: the paper for the person, in their language or that of the call."), false },
	LIMIT(N_("At most so many lines; else 20.")),
	{ "own", N_("FILE"), N_("With criteria: put these in force as a new version, in the format that --text prints."), false },
	{ "try", N_("FILE"), N_("With criteria: judge these and tell what would differ; nothing is changed."), false },
	{ "weigh", N_("LIST"), N_("With criteria: put those in force with other weights, like “waited=400,preference=200”."), false },
	{ "dry-run", NULL, N_("With --weigh or --own: tell what would differ; nothing is changed."), false },
	{ "since", N_("DAY"), N_("With --own or --weigh: from this day on; else from today."), false },
	{ "decided-by", N_("TEXT"), N_("With --own or --weigh: who decided on it."), false },
	{ "published", N_("TEXT"), N_("With --own or --weigh: where the criteria are published."), false },
	{ "of", N_("NUMBER"), N_("With criteria: those of this version; 0 are those that come with the program."), false },
	{ "history", NULL, N_("With criteria: every version, the youngest first, and what each changed."), false },
	{ "measures", NULL, N_("With criteria: what a town's own can be made of: measures, and fields that they may go by."), false },
	{ "text", NULL, N_("With criteria: print them in the format of --own."), false },
	{ "notice", NULL, N_("With criteria: the public notice, in the language of the call."), false },
	{ "output", N_("FILE"), N_("With --notice, --history, --paper or audit: write it to a new file, as PDF where its name ends in .pdf."),
		false },
	PAPER_OPTIONS_BUT_OUTPUT,
	END
};
static const struct option_row school_options[] = {
	{ "what", N_("CLASSES"), N_("Which classes: preschool, primary, secondary, vocational or welcome; else by the child's age."),
		false },
	{ "ask", N_("SCHOOL"), N_("Note that this school was asked, by its name or UUID."), false },
	{ "offered", N_("SCHOOL"), N_("Note that it offers a place, which is held until it is answered."), false },
	{ "placed", N_("SCHOOL"), N_("Note that the child has the place; what was asked elsewhere is withdrawn."), false },
	{ "without", NULL, N_("Children of school age without a place, the longest first."), false },
	END
};
static const struct option_row arrange_options[] = {
	{ "setup", N_("LIST"), N_("Set which ones are made for each arrival, with the city's targets in days: “registration 5, bank "
		"30”; “usual” goes back. Without LIST, show it."), true },
	END
};
static const struct option_row refer_options[] = {
	CLEAN, { "show", NULL, N_("Only show what the service would see; nothing is written."), false },
	{ "send", NULL, N_("Send it at once; without this a draft is written."), false },
	END
};
static const struct option_row dossier_options[] = {
	{ "route", N_("ROUTE"), N_("Begin a dossier: regulated, academic, comparability, validation or no_papers."), false },
	{ "education", N_("ID"), N_("With --route: what it is taken from; “foothold skills CASE --json” gives the ids."), false },
	{ "to", N_("STATE"), N_("Bring it on: submitted, complete, recognised, partly, refused, appealed, stated, withdrawn."), false },
	{ "fill", NULL, N_("Put in the papers and fees of its route, where it has none yet."), false },
	{ "papers", N_("ROUTE"), N_("Print what a route needs, in the format of --own."), false },
	{ "own", N_("FILE"), N_("The town's own list of papers and fees for a route, in place of the built-in one."), false },
	{ "usual", NULL, N_("With --papers: the built-in list again."), false },
	END
};
static const struct option_row letter_options[] = {
	{ "about", N_("ID"), N_("Which appointment or offer, by its UUID; else the next appointment, the newest offer."), false },
	{ "language", N_("CODE"), N_("In this language; else in one that the person reads."), false },
	{ "beside", N_("CODE"), N_("Which language stands beside it, or none; else the town's."), false },
	{ "plain", NULL, N_("The short version: one thing to do, in short sentences, with signs."), false },
	PAPER_OPTIONS,
	END
};
static const struct option_row skills_options[] = {
	{ "output", N_("FILE"), N_("Write the paper to a new file instead, in the person's language unless --lang says another: as PDF where "
		"its name ends in .pdf."), false },
	PAPER_OPTIONS_BUT_OUTPUT,
	END
};
static const struct option_row card_options[] = {
	{ "until", N_("DAY"), N_("With issue: the last day on which the card is valid; else the end of the month in a year."), false },
	{ "language", N_("CODE"), N_("With issue: the language beside the town's; else the person's own."), false },
	{ "why", N_("REASON"), N_("With withdraw: lost (the usual), damaged, name, left or other."), false },
	{ "key", N_("FILE"), N_("With verify: by the public keys in this file alone, without a Foothold file."), false },
	PAPER_OPTIONS,
	END
};
static const struct option_row retention_options[] = {
	{ "run", NULL, N_("End what is shown; without it nothing is changed."), false },
	{ "archive", N_("FOLDER"), N_("With --run: write files that the archive is offered into this folder."), false },
	{ "answered", NULL, N_("With --run: the archive has answered; files that were offered to it go."), false },
	LIMIT(N_("At most so many files; else 200, and all with --run.")),
	{ "case", N_("TERM"), N_("Set how long a file is kept after the person left, such as “2 years”."), false },
	{ "end", N_("HOW"), N_("Set how a file ends: destroy, archive or anonymise."), false },
	{ "removed", N_("TERM"), N_("Set how long what was removed from files can be brought back."), false },
	END
};
static const struct option_row breach_options[] = {
	PAPER_OPTIONS,
	{ "as-of", N_("DAY"), N_("The day that the lost copy is of; else today."), false },
	{ "list", NULL, N_("Name the people as well, for those who tell them; casework alone."), false },
	WHY_MANY,
	END
};
static const struct option_row check_options[] = {
	{ "scrub", NULL, N_("See as well that nothing deleted is left in the log and in free space."), false },
	END
};
static const struct option_row duplicates_options[] = {
	LIMIT(N_("At most so many pairs; else 100.")),
	WHY_MANY,
	END
};
static const struct option_row demo_options[] = {
	{ "people", N_("N"), N_("How many people, up to 1000000; else 300."), false },
	{ "seed", N_("S"), N_("Another number invents other people; the same one on the same day invents the same."), false },
	END
};
static const struct option_row backup_options[] = {
	{ "keep", N_("D,W,M"), N_("How many copies stay in the folder this time: of the last so many days, weeks and months. Else "
		"as the file says, or 7,5,12. “all” keeps every one."), false },
	{ "keep-always", N_("D,W,M"), N_("The same from now on, saved in the file; makes no copy unless a place is named."), false },
	{ "remind-after", N_("DAYS"), N_("Today reminds when the last copy is older, saved in the file: else 7; 0 is never. Makes "
		"no copy unless a place is named."), false },
	{ "same-disk", NULL, N_("Make the copy though earlier ones in this folder were on another disk."), false },
	{ "list", NULL, N_("List the copies that were made, newest first, instead."), false },
	END
};
#define REASON { "reason", N_("TEXT"), N_("Why, in a few words. It is noted in the trail."), false }
static const struct option_row audit_options[] = {
	{ "head", N_("CHAIN:N:HASH"), N_("With verify: a head as a backup or a report printed it. May be given several times."),
	  false },
	REASON,
	{ "asked", NULL, N_("With show: the person asked; it is no audit."), false },
	LIMIT(N_("With acts: at most so many; else 100. 0: all.")),
	{ "keep", N_("MONTHS"), N_("With trim: keep looks for so many months from now on; 0: for ever."), false },
	END
};
#define HOURS { "hours", N_("N"), N_("For so many hours."), false }
static const struct option_row emergency_options[] = { REASON, HOURS, END };
static const struct option_row lead_options[] = {
	REASON, HOURS,
	{ "kind", N_("complaint|override|quality"), N_("With open: what for."), false },
	{ "concerns", N_("NAME"), N_("With open and a complaint about a colleague: whom. An auditor opens the file then, and "
		"neither the colleague nor a team lead is told."), false },
	END
};
static const struct option_row plan_options[] = {
	{ "at", N_("VERSION"), N_("The plan as it stood in this version, and what changed since."), false },
	{ "versions", NULL, N_("Its versions: when, by whom, and which were explained or signed."), false },
	{ "template", N_("TEMPLATE"), N_("What this template would change; without a plan, to make one."), false },
	{ "run", NULL, N_("With --template: do it."), false },
	{ "review-every", N_("DAYS"), N_("Without a case: how often plans are looked at together from now on; 0: planned by hand "
		"alone, usual: every 90 days. The administrator's and the team leads'."), false },
	END
};
static const struct option_row caseload_options[] = {
	{ "caseworker", N_("NAME"), N_("Only files of this colleague; empty: those of nobody."), false },
	{ "late", NULL, N_("Only files with a step that is late, the longest first."), false },
	LIMIT(N_("At most so many; else 100. 0: all.")),
	{ "from", N_("NAME"), N_("With reassign: whose files go to another colleague, all of them."), false },
	{ "to", N_("NAME"), N_("With reassign: who takes them."), false },
	END
};
static const struct option_row clock_options[] = {
	{ "reason", N_("TEXT"), N_("Why: needed whenever something happens to a clock."), false },
	{ "on", N_("DAY"), N_("On which day it happened; else today."), false },
	{ "until", N_("DAY"), N_("With suspend: the day it runs again, where that is known. With move: the last day."), false },
	{ "by", N_("LENGTH"), N_("With extend: by how much, such as “6 weeks”."), false },
	{ "ground", N_("TEXT"), N_("The article of the law that allows it."), false },
	END
};
static const struct option_row restore_options[] = {
	{ "tombstones", N_("FILE"), N_("The present file, which tells who was erased since; else the one that --db would open."),
	  false },
	{ "tombstones-passphrase-file", N_("FILE"), N_("The present file's passphrase, when it is another one by now."), false },
	{ "without-tombstones", NULL, N_("Restore though nobody can tell who was erased since."), false },
	END
};
static const struct option_row salvage_options[] = {
	{ "keys", N_("BACKUP"), N_("Take the key slots from a backup of this file, and open it by the passphrase of that time."),
	  false },
	END
};
static const struct option_row help_options[] = {
	{ "man", NULL, N_("Print the manual page."), false },
	END
};

static const struct option_row passphrase_options[] = {
	{ "recovery", NULL, N_("Make a new recovery code instead; the one before no longer opens the file."), false },
	{ "new-passphrase-file", N_("FILE"), N_("Read the new passphrase from this file, which only you may read."), false },
	{ NULL, NULL, NULL, false },
};

static const struct option_row users_options[] = {
	{ "role", N_("ROLE"), N_("With add and set: what the user is; may be given several times: desk, casework, language, "
		"employment, housing, team_lead, supervisor, admin, auditor."), false },
	{ "permit", N_("PERMIT"), N_("With add and set: what the user may do beyond the roles: export (take many records out at "
		"once), or none."), false },
	{ "new-passphrase-file", N_("FILE"), N_("With add and reset: the first passphrase, from a file that only you may read; "
		"else one is made and printed."), false },
	{ "rotate", NULL, N_("With remove: then give the file a new data key, as “foothold key rotate” does."), false },
	{ "all", NULL, N_("Those who were removed as well."), false },
	END
};

const struct command commands[] = {
	{ "init", N_("[FILE]"), N_("make a new, empty Foothold file"),
	  N_("FILE is where --db would look when it is left out. A file that is already there is never replaced."),
	  init_options, NEEDS_NOTHING, 0, 1, 0, verb_init },
	{ "today", "", N_("who waits, what is overdue, who comes"), NULL, today_options, NEEDS_FILE, 0, 0, 0, verb_today },
	{ "agenda", "", N_("appointments and sessions of a day or a week"),
	  N_("A calendar file leaves what protects this file: everybody who reads it reads who comes to whom. It holds case "
	     "numbers, what for, times and rooms, and no names unless --names is given; every event keeps its UID, so that a "
	     "calendar that reads the file again follows what was moved or cancelled. That it was written is noted."),
	  agenda_options, NEEDS_FILE, 0, 0, 0, verb_agenda },
	{ "find", N_("QUERY…"), N_("find people by name, case number, phone or e-mail"),
	  N_("Names are found in any script and order, with typing errors, and by how they sound."),
	  find_options, NEEDS_FILE, 1, -1, 0, verb_find },
	{ "occupation", N_("WORDS…"), N_("find the code of an occupation by what a person says of their trade"),
	  N_("Best first: the code of ISCO-08 that fields of an occupation hold, the title in the language of the program or of "
	     "--lang, and the title that was nearest, in whatever language. Words of any language are understood that ESCO has "
	     "titles in.\n\n"
	     "This service uses the ESCO classification of the European Commission."),
	  occupation_options, NEEDS_NOTHING, 1, -1, 0, verb_occupation },
	{ "gate", N_("[FILE]"), N_("judge texts, one a line, by what a form may never ask"),
	  N_("Prints for each line “refuse” with the ground, or “allow” with “-”, and the text, parted by tabs; “-” reads standard "
	     "input. With --lang the texts are judged as texts of that language, else of every language that they can be in. "
	     "--json adds source, a better question, and the words that gave it away. Ends with 1 when a text was refused, with 3 when "
	     "not all could be read. No Foothold file is opened."),
	  gate_options, NEEDS_NOTHING, 0, 1, 0, verb_gate },
	{ "segregation", N_("FILE.csv"), N_("how evenly groups of people live, by any table of counts"),
	  N_("Computes dissimilarity D, Gini G, entropy H, isolation, exposure, and with several groups the indices of all groups "
	     "together, from a CSV file with one line for each unit; with “-” from standard input. Nobody may be counted in two "
	     "groups. Columns are named by their head or their number (#4). Each index comes with its formula and its source. No "
	     "Foothold file is opened and nothing is kept."),
	  segregation_options, NEEDS_NOTHING, 1, 1, 0, verb_segregation },
	{ "disclose", N_("TABLE.csv…"), N_("withhold cells of tables of counts so that no small count can be computed"),
	  N_("Reads tables of counts in CSV, with “-” from standard input; totals may stand in them. So many cells are withheld that "
	     "nobody can compute or closely bound a small one from everything together; what several tables share is one cell. What is "
	     "told of each cell is for whoever publishes: hand out what --hand-out prints. See doc/disclosure.md for the guarantee."),
	  disclose_options, NEEDS_NOTHING, 1, 16, 0, verb_disclose },
	{ "show", N_("ID"), N_("show a record with all that belongs to it"),
	  N_("ID is a person's case number, or the UUID of any record, as --json gives it."),
	  show_options, NEEDS_FILE, 1, 1, 0, verb_show },
	{ "add", N_("KIND [key=value…]"), N_("add a record"),
	  N_("“foothold fields KIND” lists the keys. Without key=value, or with “-” instead, they are read from standard "
	     "input, one in a line; a line that begins with a blank goes on with the value before. Prefer that for "
	     "personal data: other users of the computer can see command lines.\n\n"
	     "References take a case number, a UUID, or a title that only one record has. The new record's id is printed, "
	     "for a person the case number. A person gets a plan at once."),
	  add_options, NEEDS_FILE, 1, -1, 0, verb_add },
	{ "set", N_("ID [key=value…]"), N_("change a record"),
	  N_("ID is a case number or a UUID. An empty value (key=) empties the field. Keys and values can come from "
	     "standard input as with “foothold add”."),
	  set_options, NEEDS_FILE, 1, -1, 0, verb_set },
	{ "seal", N_("[ID…] [--new key=value…]"), N_("seal the file of a person in danger to named helpers"),
	  N_("The whole file, with all that hangs under it, is taken out of the town's tables and encrypted to the personal keys "
	     "of its helpers: nobody else's passphrase opens it, in no role, not in an emergency. Several people, a mother and "
	     "her children, can be sealed together. It is found by no search and shows in no list, number, warning of doubles or "
	     "household; places that it holds show as reserved. It counts in the totals of the whole town.\n\n"
	     "Backups, exports and papers made before still hold the file in plain."),
	  seal_options, NEEDS_FILE, 0, -1, 0, verb_seal },
	{ "sealed", N_("[show|helpers|undo ID] [take-over ID CASE]"), N_("the sealed files that are open to you"),
	  N_("ID is a sealed file's id, or the case number of somebody in it. show tells of its helpers, and of people in the "
	     "town's file who may be the same, registered there unknowingly; take-over brings the records of such a double into "
	     "the sealed file. helpers gives the file a new key and that to the helpers named; one who is left out may still "
	     "remember what they read. undo puts everything back into the town's tables.\n\n"
	     "To work in it, name it with --within: foothold show --within ID ID."),
	  sealed_options, NEEDS_FILE, 0, 3, 0, verb_sealed },
	{ "list", N_("KIND"), N_("list records of one kind"), NULL, list_options, NEEDS_FILE, 1, 1, 0, verb_list },
	{ "views", N_("[drop KIND NAME]"), N_("lists that are kept under a name"),
	  N_("KIND is that of the records, or “today”. list and today keep views with --keep-view and use them with --view. A "
	     "view names nobody."),
	  NULL, NEEDS_FILE, 0, 3, 0, verb_views },
	{ "handover", N_("[ID…]"), N_("hand files of your own over to a colleague"),
	  N_("Open steps, running clocks, reviews and coming appointments go along. Each file stands on the colleague's Today "
	     "until they have taken note. A team lead hands over anybody's."),
	  handover_options, NEEDS_FILE, 0, -1, 0, verb_handover },
	{ "pause", N_("[ID]"), N_("let a file rest until a day"),
	  N_("Without a file, lists those that rest. Targets and watches of a file that rests are not late; legal clocks run "
	     "on and stay in sight. On the day the file comes back by itself."),
	  pause_options, NEEDS_FILE, 0, 1, 0, verb_pause },
	{ "erase", N_("[ID]"), N_("erase a person for good, with a receipt"),
	  N_("ID is a person's case number or UUID. The file and all that belongs to it go, with former values, drafts, search "
	     "keys and remains in free space; neither a restored backup nor another desk's file brings them back. The receipt "
	     "lists the copies that the program cannot reach. Where several people share the file, a second colleague "
	     "confirms with the same command."),
	  erase_options, NEEDS_FILE, 0, 1, 0, verb_erase },
	{ "subject-export", N_("ID"), N_("give a person the copy of what is recorded of them"),
	  N_("The paper is in the person's language where the program speaks it, else in yours; --lang chooses. Names of others "
	     "are left out, with the reason; who looked is told by role and day. Making a copy is noted in the trail."),
	  subject_options, NEEDS_FILE, 1, 1, 0, verb_subject_export },
	{ "note", N_("CASE… [text=…]"), N_("one note on several people"),
	  N_("The same note stands in the file of each, and one undo takes all back. Without text=…, it is read from standard "
	     "input as with “foothold add”. The text names nobody of them: it would stand in the files of the others."),
	  note_options, NEEDS_FILE, 1, -1, 0, verb_note },
	{ "arrange", N_("[CASE [WHAT=STATE…]]"), N_("tick first arrangements of the first weeks"),
	  N_("Without WHAT=STATE, shows those of the person. WHAT and STATE are those of “foothold fields arrangement”, such as "
	     "bank=asked or registration=done; several are saved as one change."),
	  arrange_options, NEEDS_FILE, 0, -1, 0, verb_arrange },
	{ "decide", N_("CASE WHAT|ID [key=value…]"), N_("begin a formal decision, or bring it on"),
	  N_("CASE and WHAT begin one; ID is the UUID of a decision. The keys are those of “foothold fields decision”: mandate, "
	     "signatory, how (it was sent), objection_term and others. What is printed tells until when one may object, and how that "
	     "was counted."),
	  decide_options, NEEDS_FILE, 1, -1, 0, verb_decide },
	{ "refer", N_("CASE SERVICE [key=value…]"), N_("send a person on to a service"),
	  N_("What the service will see is printed first. SERVICE is a name from “foothold list service” or a UUID; the keys are "
	     "those of “foothold fields referral”: need (what is needed, never why), sees, basis, consent. Sent, it stays as the "
	     "service saw it."),
	  refer_options, NEEDS_FILE, 2, -1, 0, verb_refer },
	{ "course", N_("COURSE"), N_("a group of a language course: its people, its lessons, who came"),
	  N_("COURSE is its name or its UUID. “foothold course NAME --lesson 2026-05-04 --came all --missed CASE” marks a whole lesson "
	     "as one change: the lesson was held, and whoever was enrolled attends from then on. Hours of an entitlement are "
	     "counted from it."),
	  course_options, NEEDS_FILE, 1, 1, 0, verb_course },
	{ "waiting", N_("[LEVEL]"), N_("waiting lists for courses, and offers to the next in line"),
	  N_("Without anything: the lists and how long they are. With a level, such as a1: who waits for it, in the order that the "
	     "town has published. A place in line changes only when somebody ahead leaves it, or the order does. An offer holds a "
	     "seat until it is answered (“foothold set ID state=enrolled”, or state=waiting with why_not) or its day is over."),
	  waiting_options, NEEDS_FILE, 0, 1, 0, verb_waiting },
	{ "dossier", N_("CASE|ID [key=value…]"), N_("where the recognition of a diploma stands, and what is missing next"),
	  N_("Of a person: every dossier with what comes next; with --route one more begins, and the papers and fees of its route "
	     "stand in it at once. Of a dossier, by its UUID: papers, money, measures and the authority's terms; with --to or "
	     "keys of “foothold fields credential” it is changed first. Comparability is advice: nobody refuses it, and nobody "
	     "appeals against it.\n\n"
	     "--papers prints what a route needs; --own puts the town's own list in its place."),
	  dossier_options, NEEDS_FILE, 0, -1, 0, verb_dossier },
	{ "skills", N_("CASE"), N_("a person's skills profile: what they have learned, done and can do"),
	  N_("A paper that belongs to the person, without remarks, fees and numbers. It is printed in the language of the call; "
	     "--output writes it in the person's own language where there is a translation. The trail notes it."),
	  skills_options, NEEDS_FILE, 1, 1, 0, verb_skills },
	{ "card", N_("issue|show|withdraw|verify|key [PERSON…|CODE]"), N_("welcome cards, and what a desk is told of one"),
	  N_("“issue” makes a card for each person, ten on a page, with --print or --output FILE.pdf; a card that they had before is "
	     "withdrawn. The code on it is a number drawn by chance and the last day, signed with the town's key: it says nothing "
	     "of anybody, and the file does not keep the number, so no card is made twice. “withdraw” refuses a card that is lost; "
	     "named by the person, it is the valid one.\n\n"
	     "“verify” reads the code from its operand, or better from standard input, as a scanner types it, and ends with 0 only "
	     "where the card is valid. Whose it is is told to those alone who may see the person. “key” prints the public half of "
	     "the town's key for desks without a file: they check with --key, and cannot know what was withdrawn."),
	  card_options, NEEDS_NOTHING, 1, -1, 0, verb_card },
	{ "letter", N_("CASE [PAPER] | languages [CODE]"), N_("a paper for a newcomer, in their language and the town's"),
	  N_("CASE alone lists what can be written now: appointment, plan, course, job, home (offers with reasons), held (what is "
	     "held, and why). PAPER is written in the person's language, the town's beside it; saved or printed, it is on file.\n\n"
	     "“languages” lists those that there are; with CODE, team leads and administrators say which one counts."),
	  letter_options, NEEDS_FILE, 1, 2, 0, verb_letter },
	{ "document", N_("attach|save|drop ID [FILE] | limit [MB]"), N_("the copy of a paper, into the file or out of it"),
	  N_("ID is a document's UUID. “attach” takes a PDF or a picture into the encrypted file, where the document's purpose "
	     "allows a copy; “save” writes it to FILE, which the trail notes; “drop” erases it. “limit” says, or sets, how large a copy may be. “-” is standard input or output. "
	     "Copies go by themselves when their time is over (“foothold retention”)."),
	  NULL, NEEDS_FILE, 1, 3, 0, verb_document },
	{ "restrict", N_("ID"), N_("leave a person's file as it is until an objection is settled"),
	  N_("The file is kept and shown, and nothing in it changes (GDPR Art. 18). Requests of authorities can still be "
	     "recorded; “foothold set --despite” names an exception."),
	  restrict_options, NEEDS_FILE, 1, 1, 0, verb_restrict },
	{ "retention", "", N_("what was kept long enough, and its end"),
	  N_("Shows files of people who left, entries and fields whose time is over by the register's clocks and the "
	     "municipality's settings. With --run they go for good, counts of past years stay. Where several people share the "
	     "file, a second colleague confirms with the same command."),
	  retention_options, NEEDS_FILE, 0, 0, REPORT_CACHE, verb_retention },
	{ "profile", N_("[list | show [COUNTRY] | use COUNTRY]"), N_("the country's law that the file stands under"),
	  N_("A profile holds a country's legal clocks, the bodies that decide, numbers they give, the least that must be held, and "
	     "how that law counts its terms, each with its source; what nobody read at its source is marked as not verified. "
	     "“use” chooses one (administrator or team lead)."),
	  profile_options, NEEDS_FILE, 0, 2, 0, verb_profile },
	{ "report", N_("progress|internal|releases [NUMBER]|rule"), N_("progress of a period in figures, and the internal page of the work"),
	  N_("progress: what a council and the public may read of a period, in sentences, key figures, targets, charts and tables. "
	     "Nobody can be recognised in it: small counts are withheld, and with them what would give them away, also by what was "
	     "released before. What is printed, saved or written out is released, and kept in the ledger of releases.\n\n"
	     "internal: terms of the law that were kept in time, caseload, budgets, grants, and what measures cost. Its figures are "
	     "not protected, each page says so, and that it was made is noted. For team leads and supervisors.\n\n"
	     "releases: what was released, when and by whom; with a number, what that release told.\n\n"
	     "rule: from which count on numbers are told; supervisors and administrators set it."),
	  report_options, NEEDS_FILE, 1, 2, 0, verb_report },
	{ "breach", "", N_("what a lost copy of the file would expose"),
	  N_("How many people were in the file on a day, and which fields had values then: what the data protection authority and "
	     "the people themselves must be told (GDPR Art. 33 and 34)."),
	  breach_options, NEEDS_FILE, 0, 0, REPORT_CACHE, verb_breach },
	{ "undo", N_("[CHANGE]"), N_("take a change back"),
	  N_("CHANGE is a change set's id, as show --history gives it. Left out, your own last change is taken back. "
	     "Undoing is a change itself and can be undone."),
	  NULL, NEEDS_FILE, 0, 1, 0, verb_undo },
	{ "import", N_("KIND FILE.csv"), N_("take records from a CSV file"),
	  N_("All rows are checked before the first is written. Rows that cannot be taken stand in a rejects file that "
	     "only you may read, with line, column and reason. Nothing is imported unless every row is good, or "
	     "--keep-good is given. People who are already known are reported there and not doubled. Interrupted, the "
	     "same command goes on where it stopped; “foothold undo” takes a whole import back."),
	  import_options, NEEDS_FILE, 2, 2, REPORT_CACHE, verb_import },
	{ "export", N_("KIND"), N_("write all records of one kind as CSV or JSON"),
	  N_("More than a hundred people at once need a permission of its own and a reason, hold the columns of lists unless "
	     "--columns names others, are noted in the trail, and are sealed: “foothold unseal” opens them with the passphrase "
	     "that is asked for here. --unsealed writes them readable for everybody who gets hold of them."),
	  export_options, NEEDS_FILE, 1, 1,
	  REPORT_CACHE, verb_export },
	{ "unseal", N_("FILE OUTPUT"), N_("open a sealed export"),
	  N_("With the passphrase that was given when it was made. OUTPUT must not be there yet; it is readable for everybody who "
	     "gets hold of it."), unseal_options, NEEDS_NOTHING, 2, 2, 0, verb_unseal },
	{ "home", N_("[CASE]"), N_("homes that fit a household, offers and answers; who waits for one"),
	  N_("With CASE: the free homes by the published criteria (“foothold match criteria homes”), best first, line by line with "
	     "their points: what fits (+), what stands against it (-), and what is not known and therefore to be asked (?). Behind "
	     "them what lacks least. An offer by a need that is written down is kept with its arithmetic (“foothold match explain”); "
	     "against a condition nothing is offered. Restricted and paused files are offered nothing.\n\n"
	     "Without: who stays in a reception centre or a shelter, the longest first, against the city's target (“foothold watch "
	     "stay.target”). Only one household is ever promised a home."),
	  home_options, NEEDS_FILE, 0, 1, 0, verb_home },
	{ "vacancy", N_("[CASE]"), N_("open vacancies that fit a person, applications; one vacancy with all that hangs on it"),
	  N_("With CASE: open vacancies by the published criteria (“foothold match criteria jobs”), best first, line by line with its "
	     "points: what fits (+), what stands against it (-), and what is not known and therefore to be asked (?). Whoever wrote down "
	     "no wish is measured by what was learned and done. Restricted and paused files are proposed nothing.\n\n"
	     "“foothold import vacancy FILE” takes in CSV files, and JSON or web pages with job postings of schema.org; what a text "
	     "demands on a protected ground is left out and shown with the vacancy."),
	  vacancy_options, NEEDS_FILE, 0, 1, 0, verb_vacancy },
	{ "match", N_("WORD [ID…]"), N_("who fits what by the published criteria, with points and reasons"),
	  N_("jobs, homes, courses or mentors with --for: what fits one person, or whom one place, by points, each line with its "
	     "arithmetic: what fits (+), what does not (-), what is not known (?). What is not known is a question to ask, never a "
	     "no.\n\n"
	     "With --round instead, all places are given out together: as many people as possible, then the most points, then the "
	     "longest wait, then a lot; proved to be the best there is. With --for as well, it only tells how one person would stand "
	     "and what is lacking. --weigh or --try only show what other criteria would "
	     "move. show ROUND, compare ROUND ROUND, publish, close, cancel and proof ROUND follow on it.\n\n"
	     "confirm, decline, override, withdraw, lock and unlock PROPOSAL: a person decides, one by one; what was confirmed is "
	     "offered with it, and “foothold undo” takes both back. override with --for gives the place to somebody else. offer "
	     "homes PLACE --for CASE makes a single offer. explain PROPOSAL tells how it came about, line by line.\n\n"
	     "rounds: the rounds of homes, jobs, courses and mentors, the youngest first.\n\n"
	     "criteria: by what jobs, homes, courses or mentors are given; other criteria tried or put in force from a day on, and "
	     "the public notice. A criterion on a protected ground, or on what stands for one, is refused.\n\n"
	     "audit: whether anybody’s points depend on name, language, country of a diploma, gender or another field that stands "
	     "for a protected ground, by dealing their values anew and reading everybody again, in this file; and who was offered "
	     "what, how soon, by groups of ten and more. Nothing is changed. Others can read meanwhile, and wait with saving."),
	  match_options, NEEDS_FILE, 1, -1, 0, verb_match },
	{ "school", N_("[CASE]"), N_("schools with places for a child; children without a place"),
	  N_("With CASE: the schools that have such classes, those with a free place first, the nearest before those further away, "
	     "and what was asked there. Never more children than places are offered one.\n\n"
	     "Without: all schools, with their places and how many wait; with --without, children of school age who have no place."),
	  school_options, NEEDS_FILE, 0, 1, 0, verb_school },
	{ "household", N_("CASE…"), N_("who lives with whom; people join, leave, and part"),
	  N_("Shows who lives in the household of CASE, or in one named by its id or name, and who did. Whoever parts sees no "
	     "more of the others from that day: households are who lives there now.\n\n"
	     "With --join, --split or --leave, all people named move together, as one change; former times stay with their "
	     "days."),
	  household_options, NEEDS_FILE, 1, -1, 0, verb_household },
	{ "group", N_("FILE.csv"), N_("register people who arrive together, as household lists"),
	  N_("The first line names the columns: household (the same word: they live together; empty: alone), household_name, role, "
	     "and fields of people by name or label. Without a role the first of a household is its head and minors are children. "
	     "“-” reads standard input.\n\n"
	     "Every line is judged before anything is saved. Lines of people who seem to be known are named, and nothing is saved "
	     "without --despite-doubles. All is one change: “foothold undo” takes the whole group back."),
	  group_options, NEEDS_FILE, 1, 1, 0, verb_group },
	{ "duplicates", "", N_("list people who may stand in the file twice, with the reasons"), NULL, duplicates_options,
	  NEEDS_FILE, 0, 0, REPORT_CACHE, verb_duplicates },
	{ "exception", N_("[list | propose WORDS | approve|withdraw|review ID]"), N_("what is asked by law though the gate refuses it"),
	  N_("One colleague proposes the words, the law that demands them and a day of review; another one, supervisor or "
	     "administrator, approves. Only then the gate lets them through in this file. Whoever holds one of the two roles can "
	     "withdraw it at any time. After its day of review an exception still holds, and check, Today and the record of "
	     "processing say that it is to be looked at. Without a word, lists them with those of the country profile."),
	  exception_options, NEEDS_FILE, 0, 2, 0, verb_exception },
	{ "fields", N_("[KIND]"), N_("what is recorded, why, who sees it and for how long"),
	  N_("With --own, the municipality's own fields are read from a file in the format of schema/register. The whole "
	     "file is refused when a field lacks its purpose or asks about a protected ground."),
	  fields_options, NEEDS_NOTHING, 0, 1, 0, verb_fields },
	{ "backup", N_("[FILE|FOLDER]"), N_("make a verified copy of the file while others work"),
	  N_("In a folder the copy is named after the desk, the day and the time, and the oldest copies of this file there are "
	     "taken away. A file that is there is never replaced. Left out, it is the folder of the last copy.\n\n"
	     "The copy counts only once every page has been read back from its medium. It is opened by the passphrases of "
	     "the day it was made. The heads of the chains are printed: noted on paper, they show later, by “foothold "
	     "audit verify”, whether the file was put back to an older state."),
	  backup_options, NEEDS_FILE, 0, 1, 0, verb_backup },
	{ "restore", N_("BACKUP FILE"), N_("make a backup a file of its own again"),
	  N_("FILE must not be there yet: nothing is ever restored over another file. The passphrases are those of the day the "
	     "backup was made. People who were erased since, as the present file tells, are erased from it as well."),
	  restore_options, NEEDS_NOTHING, 2, 2, REPORT_CACHE, verb_restore },
	{ "salvage", N_("DAMAGED FILE"), N_("save what a damaged file still gives, and list what is lost"),
	  N_("The damaged file is only read, and nobody may have it open. Every page and every row that can still be read goes "
	     "into a new file, FILE, under the same passphrases. Go back to a backup where that has more."),
	  salvage_options, NEEDS_NOTHING, 2, 2, REPORT_CACHE, verb_salvage },
	{ "audit", N_("verify | show ID | paper ID | acts | trim"), N_("verify the trail; open it for a reason"),
	  N_("verify walks the chains of changes, acts and looks, and says their heads. A head noted earlier, given with --head, "
	     "shows whether the file was put back to an older state.\n\n"
	     "show tells who opened and changed a person's file: to an auditor, or to whoever sees the file when the person "
	     "asks. A reason is needed, and is noted itself. paper prints the same for the person, with days and roles and "
	     "without names. acts tells an auditor what was done in the file as a whole. trim takes away looks that were kept "
	     "long enough: 60 months, unless --keep has set another number. The screens do so by themselves once a month."),
	  audit_options, NEEDS_FILE, 1, 2, REPORT_CACHE, verb_audit },
	{ "emergency", N_("ID"), N_("open a person's whole file in an emergency"),
	  N_("For everybody who serves newcomers, with --reason, for two hours or as --hours says. “foothold show ID” shows the "
	     "whole file then. Every team lead is told, until one of them has taken note. Sealed files stay closed."),
	  emergency_options, NEEDS_FILE, 1, 1, 0, verb_emergency },
	{ "lead", N_("open ID | end ID | list | seen NUMBER"), N_("open a file for a complaint, an override or a quality check"),
	  N_("open needs --kind and --reason and lasts for eight hours or as --hours says; “foothold show ID” shows the file "
	     "then, and the file shows that it was opened. end gives it back before its time. list tells of emergency access "
	     "that no team lead has taken note of yet; seen NUMBER takes note."),
	  lead_options, NEEDS_FILE, 1, 2, 0, verb_lead },
	{ "plan", N_("[CASE]"), N_("a person's whole plan, now or as it stood; without a case, the templates"),
	  N_("Steps along the pathway with the city's own targets, the legal clock beside, promises of both sides, reviews and "
	     "signatures. A version is what one colleague changed in what was agreed on one day; what was signed stays readable "
	     "as it was signed.\n\n"
	     "A plan is changed by the records it is made of: foothold add step, set, add commitment, add review, add agreement."),
	  plan_options, NEEDS_FILE, 0, 1, 0, verb_plan },
	{ "caseload", N_("[reassign [ID…]]"), N_("files by case number, caseworker and clocks, for the team lead"),
	  N_("No names, and nothing of the files. reassign gives all files of --from, or those named, to --to; open steps and "
	     "coming appointments go along."),
	  caseload_options, NEEDS_FILE, 0, -1, 0, verb_caseload },
	{ "clock", N_("CASE | ID | ACTION ID"), N_("the terms that run for a person, each with how it was counted"),
	  N_("Clocks of the law and of the city itself are told apart, with the source of each; what nobody has compared with the "
	     "law is marked.\n\n"
	     "The actions, each with --reason: suspend and resume; extend with --by LENGTH; exempt; move with --until DAY. The "
	     "last day is counted anew, and what happened stays readable. “foothold add event” records what starts a clock."),
	  clock_options, NEEDS_FILE, 1, 2, 0, verb_clock },
	{ "watch", N_("[NAME [LENGTH|off|usual]]"), N_("the days that the city looks out for in its records"),
	  N_("Without a name, lists them. A length says how long the city gives itself before Today shows the record; usual goes "
	     "back to what the program comes with. None of them is a term of the law."),
	  NULL, NEEDS_FILE, 0, 2, 0, verb_watch },
	{ "passphrase", "", N_("change the passphrase, or make a new recovery code"), NULL, passphrase_options, NEEDS_FILE,
	  0, 0, 0, verb_passphrase },
	{ "users", N_("[ACTION NAME]"), N_("who may open the file, and what they may do there"),
	  N_("Without an action, lists them. The actions: add, set, reset and remove with a user's name, lock with minutes.\n\n"
	     "add lets another user in: the passphrase is printed once, and is to be changed at the first log-in. The first add "
	     "divides a file of one user: from then on everybody is asked for a name. set gives other roles or permits. reset "
	     "makes a new first passphrase for one who forgot theirs; what was sealed to them opens for them no more. remove takes "
	     "the passphrase and the recovery code away; the name stays in the trail. lock sets after how many minutes without a "
	     "key the screens ask for the passphrase again (else 10; 0: never, in a file of one user only).\n\n"
	     "All but the list is the administrator's."),
	  users_options, NEEDS_FILE, 0, 2, 0, verb_users },
	{ "key", N_("rotate"), N_("give the file a new data key"),
	  N_("Every page is sealed anew, for those who may open the file now: what a removed user kept of the key opens nothing "
	     "that is written from then on. Nobody else may have the file open. Interrupted, the file opens as ever, and the "
	     "same command goes on. Only the administrator does it."),
	  NULL, NEEDS_FILE, 1, 1, REPORT_CACHE, verb_key },
	{ "order", N_("[LANGUAGE]"), N_("the language in whose order lists stand"),
	  N_("Lists stand in the order of the language in which the file was made. With a language, such as tr, all are sorted "
	     "in its order instead, whoever looks at them; interrupted, they stand as before. Only the administrator does it."),
	  NULL, NEEDS_FILE, 0, 1, REPORT_CACHE, verb_order },
	{ "check", "", N_("check that the file is whole"), NULL, check_options, NEEDS_FILE, 0, 0, REPORT_CACHE, verb_check },
	{ "demo", N_("FILE"), N_("make a demonstration: a fictional municipality in a new file"),
	  N_("Its last three years end today. Everything in it is invented."), demo_options, NEEDS_NOTHING, 1, 1, REPORT_CACHE, verb_demo },
	{ "help", N_("[COMMAND]"), N_("explain Foothold or one command"), NULL, help_options, NEEDS_NOTHING, 0, 1, 0, verb_help },
	{ NULL, NULL, NULL, NULL, NULL, NEEDS_NOTHING, 0, 0, 0, NULL },
};
