/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Welcome cards.  A card bears a number drawn by chance and the last day on which it is
 * valid, signed (Ed25519) with a key that stays in the file: digits that say nothing to
 * anybody, and to a desk with the public half only that the town issued them and until
 * when they hold.  The number itself is kept nowhere; the record has what it is known by.
 */
#ifndef CASES_CARD_H
#define CASES_CARD_H

#include <stdint.h>

#include "base/date.h"
#include "register/change.h"

#define CARD_CODE 192          /* room for the digits on a card and NUL */
#define CARD_MARK 33
#define CARD_KEY 32            /* bytes of the public key */
#define CARD_MONTHS 12         /* how long a card is valid unless somebody says otherwise */
#define CARD_MONTHS_MOST 60

/* A card that is drawn and not saved yet. Its code is a secret of whoever holds the card: card_forget() it. */
struct card_issue {
	struct id person, card;
	struct date until;
	char code[CARD_CODE];
	char mark[CARD_MARK];
};

/* The last day of the month in which a year from `today` ends: cards of one month tell no more than that. */
struct date card_usual_end(struct date today);
/* Draws a number and signs it; makes the town's key where there is none yet. ST_INVALID: the day is over, or too far
 * ahead; ST_DENIED: the role does not issue cards. Nothing but the key was written. */
enum status card_draw(struct store *store, const struct actor *actor, struct id person, struct date until,
	struct card_issue *out, struct err *err);
/* Records these cards, in one change set; cards that the people had before are withdrawn. */
enum status card_save(struct store *store, const struct actor *actor, struct card_issue *card, int count, struct id *set,
	struct err *err);
/* Withdraws a card; `why` is a key of card.why. ST_INVALID: it was withdrawn before. */
enum status card_withdraw(struct store *store, const struct actor *actor, struct id card, const char *why, struct id *set,
	struct err *err);
void card_forget(struct card_issue *card, int count);

/* The public half of the town's key, made where there is none yet. */
enum status card_key(struct store *store, uint8_t out[CARD_KEY], struct err *err);
/* As it is handed to desks: a line "foothold-card-1 HEX NAME" and its end. */
void card_key_text(struct str *out, const uint8_t key[CARD_KEY], const char *municipality);

/* What a desk is told of a code. */
enum card_answer {
	CARD_VALID,
	CARD_OVER,                 /* its last day has passed */
	CARD_WITHDRAWN,
	CARD_UNKNOWN,              /* signed by this town, and not in this file */
	CARD_FOREIGN,              /* not signed by this town: another one's, or made up, or changed */
	CARD_UNREADABLE,           /* not the digits of a card at all: typed or read wrongly */
};
struct card_seen {
	enum card_answer answer;
	struct date until;         /* where it is signed */
	struct date withdrawn;     /* where it is */
	struct id card, person;    /* where the file knows it; whose it is may be told to who may see the person */
	char town[120];            /* whose key it was, as the key's file says */
};
/* A whole sentence for an answer, without anybody's name. */
void card_told(struct str *out, const struct card_seen *seen);

/* Digits alone, and more than a telephone number has: somebody scans or types a card. */
bool card_begins(const char *typed);
/* By the public key alone; blanks and hyphens among the digits do not count. Never CARD_WITHDRAWN or CARD_UNKNOWN. */
void card_check_signed(const char *code, const uint8_t key[CARD_KEY], struct date today, struct card_seen *out);
/* By the text of one or more lines of card_key_text(). ST_INVALID: no key stands in it. */
enum status card_check_keys(const char *code, const char *keys, struct date today, struct card_seen *out,
	struct err *err);
/* By the town's file. */
enum status card_check(struct store *store, const char *code, struct card_seen *out, struct err *err);

/* Registers how the register tells what a number is known by; once at start. */
void card_init(void);

/* Inside: digits of what is signed, and back. */
#define CARD_NUMBER 11
struct card_face { uint8_t number[CARD_NUMBER]; struct date until; };
void card_sign(const struct card_face *face, const uint8_t seed[32], char out[CARD_CODE]);
/* False: not the digits of a card. *good: the signature is this key's. */
bool card_open(const char *code, const uint8_t key[CARD_KEY], struct card_face *face, bool *good);
void card_mark(const struct card_face *face, char out[CARD_MARK]);

#endif
