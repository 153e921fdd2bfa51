/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Country profiles: which legal clocks run, who owns a step, which numbers and
 * duties a law obliges to hold, how a law counts its terms.  They are declared in
 * schema/profiles/NAME.ini and made constant tables at build.  A file stands under
 * one of them (setting "profile"); the neutral one holds nothing, so that a file
 * without a profile knows no law but the city's own targets.
 *
 * Every figure names its source.  `verified` says that its wording was read at
 * `url` on `checked`; what was not read stays shown as not verified.
 */
#ifndef REGISTER_PROFILE_H
#define REGISTER_PROFILE_H

#include "base/date.h"
#include "base/term.h"
#include "register/actor.h"
#include "store/store.h"

#define SETTING_PROFILE "profile"

struct profile_source {
	const char *law;            /* "Wet inburgering 2021, art. 11(1)"; never NULL */
	const char *url;
	const char *checked;        /* "2026-11-21"; NULL when nobody looked */
	bool verified;
};

/* A legal clock. Texts that are N_() say "not declared" by NULL. */
struct profile_clock {
	const char *key;            /* "nl_plan": unique in all profiles, what clock.rule stores */
	const char *label;          /* N_() "Integration plan to be set" */
	const char *starts;         /* key of an event (choices of event.what); NULL: begun by hand alone */
	const char *after;          /* key of a clock of this profile whose meeting starts it, or NULL */
	const char *duty;           /* key of a duty of this profile: runs only for people who hold it; NULL: for all */
	const char *length;         /* "10 weeks", as term_parse() reads it; NULL: set by whoever begins it */
	const char *met_by;         /* key of the event that meets it, or NULL: by hand */
	const char *extension;      /* N_() when it may be extended, and by how much */
	const char *suspension;     /* N_() when it stands still */
	const char *exemption;      /* N_() when it falls away */
	const char *body;           /* key of a body of this profile: who decides; NULL: the city itself */
	const char *note;           /* N_() what to mind */
	int delay;                  /* days added to the event's day before counting begins (fiction of delivery, délai
	                             * franc): the day from which it is counted is the event's + delay */
	const char *routes;         /* of a dossier's clock: keys of credential.route, parted by ", "; NULL: of no dossier */
	bool earned_in_europe;      /* of a dossier's clock: for what was earned in the EU, the EEA or Switzerland alone */
	bool once;                  /* the first such event counts: what begins it comes again, the term does not */
	struct profile_source source;
};

struct profile_body {
	const char *key, *label, *note;           /* label, note: N_() */
};

/* A step of the country's own pathway: mirrored here, never decided here. */
struct profile_part {
	const char *key, *label;    /* N_() */
	const char *body;           /* key, or NULL */
	const char *level;          /* CEFR level it leads to, or NULL */
	int hours;                  /* 0: none fixed */
	const char *note;           /* N_() */
	struct profile_source source;
};

enum profile_check { CHECK_NONE, CHECK_BSN11, CHECK_DE_STEUER, CHECK_DE_RV, CHECK_FR_NIR };

/* A number that another body gave. */
struct profile_number {
	const char *key, *label;    /* N_() */
	const char *issuer;         /* key of a body */
	enum profile_check check;   /* how its check digit is reckoned */
	const char *pattern;        /* POSIX extended expression over the number without blanks, dots and hyphens */
	const char *note;           /* N_() */
	struct profile_source source;
};

/* The least that a law obliges to hold about a person's obligation. */
struct profile_duty {
	const char *key, *label;    /* N_() */
	const char *note;           /* N_() */
	struct profile_source source;
};

/* A day on which a term does not end. */
struct profile_holiday {
	const char *label;          /* N_() */
	int month, day;             /* month 0: `day` counts from Easter Sunday */
	int on_sunday;              /* days it moves when it falls on a Sunday */
	int from_year;              /* 0: always */
};

/* What this law has a place for though the gate refuses it everywhere else: an exception, to be reviewed by a day. */
struct profile_exception {
	const char *ground;         /* key */
	const char *note;           /* N_() what is let through, and where */
	const char *review;         /* "2027-06-30" */
	struct profile_source source;
};

struct profile {
	const char *key, *label;    /* label: N_() */
	const char *country;        /* ISO 3166-1 alpha-2; NULL: none */
	const char *note;           /* N_() */
	/* How its law counts: a term that would end on a Saturday, Sunday or holiday ends on the next day that is none of
	 * these. up_to: the longest term of that unit to which this applies; -1: whatever its length; 0: to none. */
	bool ends_on_working_day;
	int up_to_days, up_to_weeks, up_to_months, up_to_years;
	bool two_working_days;      /* a term of three days or more has at least two working days in it */
	struct profile_source counting;
	/* Full years from which, and until which, a child has to be at school; 0: no law of this profile says so. */
	int school_from, school_until;
	const char *school_note;    /* N_(), or NULL */
	struct profile_source school;
	const struct profile_clock *clock;
	const struct profile_body *body;
	const struct profile_part *part;
	const struct profile_number *number;
	const struct profile_duty *duty;
	const struct profile_holiday *holiday;
	const struct profile_exception *exception;
	int n_exceptions;
	int n_clocks, n_bodies, n_parts, n_numbers, n_duties, n_holidays;
};

/* The n-th of all, from 0, the neutral one first; NULL behind the last. */
const struct profile *profile_nth(int n);
/* By key; NULL: there is none. */
const struct profile *profile_named(const char *key);
/* The file's; the neutral one when none is set or this program does not know it. */
enum status profile_now(struct store *store, const struct profile **out, struct err *err);
/* Puts the file under a profile, in a transaction of its own, and notes the act. ST_DENIED for all but the
 * administrator and leads of casework; ST_INVALID for a key that is none, or when the file holds living records under
 * another profile that this one does not know. */
enum status profile_set(struct store *store, const struct actor *actor, const char *key, struct err *err);
/* Whether the actor may do so. */
bool profile_may_set(const struct actor *actor);

/* Whether a key (of a clock, a number, a duty …) is this profile's. */
bool profile_owns(const struct profile *p, const char *key);
/* Whether records of a kind make sense under it: false where the kind's choices belong to profiles and it has none. */
struct kind;
bool profile_knows(const struct profile *p, const struct kind *kind);

/* Within one profile; NULL: it has none of that key. */
const struct profile_clock *profile_clock(const struct profile *p, const char *key);
const struct profile_body *profile_body(const struct profile *p, const char *key);
const struct profile_part *profile_part(const struct profile *p, const char *key);
const struct profile_number *profile_number(const struct profile *p, const char *key);
const struct profile_duty *profile_duty(const struct profile *p, const char *key);
/* The term for objections: the first of its clocks that a decision starts by being sent; NULL: its law sets none. */
const struct profile_clock *profile_objection(const struct profile *p);
/* In all profiles: for records of a file whose profile was changed. */
const struct profile_clock *profile_any_clock(const char *key, const struct profile **of);

/* As a number is kept and sought: capital letters and digits, without blanks, dots, hyphens, slashes. Yours; NULL: nothing
 * is left. The other two take such a number: whether it has the shape its issuer gives it, and whether its check
 * digit fits (true where it has none). */
char *profile_number_tidy(const char *said);
bool profile_number_shape(const struct profile_number *number, const char *tidy);
bool profile_number_fits(const struct profile_number *number, const char *tidy);

/* Sentences of a clock, in the chosen language and its own order: from which event it is counted, how long, when it may
 * be extended, stands still or falls away, who decides, what to mind. Each is handed over once. */
typedef void profile_tell(void *ctx, const char *sentence);
void profile_clock_words(const struct profile *p, const struct profile_clock *clock, profile_tell *tell, void *ctx);
/* "10 weeks" in the chosen language. */
void profile_length_words(struct str *out, const char *length);
/* "verified on 21 November 2026" or "not verified". */
void profile_verified_words(struct str *out, const struct profile_source *source);

/* One of its holidays, not Saturdays and Sundays; a day that is not wholly known is none. */
bool profile_holiday(const struct profile *p, struct date day);
/* Whether its law moves the end of such a term from a free day to the next working day; unit: "days", "working days",
 * "weeks", "months", "years". */
bool profile_moves_end(const struct profile *p, int n, const char *unit);
/* What its law makes of terms: its holidays of these years, the town's own (date_days(), in any order) among them, and the
 * ends that move. Freed with profile_calendar_free(). */
void profile_calendar(const struct profile *p, int first_year, int last_year, const long *town, int n_town,
	struct calendar *out);
void profile_calendar_free(struct calendar *calendar);
/* The day from which a clock is counted, and its last day, when the event was on `day`; year 0: no length is fixed. */
struct date profile_clock_ends(const struct profile_clock *clock, struct date day, const struct calendar *calendar);

#endif
