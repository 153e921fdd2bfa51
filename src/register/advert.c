/* SPDX-License-Identifier: EUPL-1.2 */
/* Job advertisements and the grounds; see advert.h. Patterns as schema/grounds/README has them. */
#include "register/advert.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "register/lexicon.h"
#include "register/tables.h"
#include "register/tongue.h"

/* What is said in advertisements and seldom asked in forms: it stands beside the words of schema/grounds/. */
static const struct lexicon_words demands[] = {
	{ "en", "ethnicity", "native speaker/speakers/english/german/french/dutch/spanish/level | mother tongue/tongues | native in | accent free | without accent/accents | no .. accent/accents | native/perfect accent | white/black/asian "
		"only/preferred", NULL },
	{ "en", "nationality", "local/locals/nationals/residents/us/eu/uk/french/german/dutch only | no "
		"foreigners/immigrants/refugees/migrants", NULL },
	{ "en", "status", "no refugees/asylum | refugees need not | settled/permanent status/residents required/only", NULL },
	{ "de", "ethnicity", "muttersprach* | akzentfrei* | deutscher/deutsche herkunft/abstammung", NULL },
	{ "de", "religion", "konfession* | christ/christen/christlich/christliche | muslim* | kirchenzugehorigkeit | kopftuch*", NULL },
	{ "de", "nationality", "staatsangehorigkeit* | staatsburgerschaft* | nur deutsche/eu | keine auslander", NULL },
	{ "de", "health", "schwerbehindert* | gesundheitszeugnis* | nicht schwanger | korperlich gesund", NULL },
	{ "fr", "ethnicity", "langue maternelle | sans accent | origine francaise | locuteur/locutrice natif/native", NULL },
	{ "fr", "religion", "catholique/catholiques | musulman* | de confession | foulard/voile interdit", NULL },
	{ "fr", "nationality", "nationalite* | ressortissant* | francais uniquement/seulement", NULL },
	{ "nl", "ethnicity", "moedertaal* | accentloos | accentvrij | zonder accent | autochto*", NULL },
	{ "nl", "religion", "christelijk* levensovertuiging | geloofsovertuiging | hoofddoek*", NULL },
	{ "nl", "nationality", "nationaliteit* | staatsburgerschap", NULL },
	{ "es", "ethnicity", "lengua/idioma materna/materno | nativo/nativa/nativos | sin acento", NULL },
	{ "es", "nationality", "nacionalidad* | solo espanoles", NULL },
};

/* What the work is about, and what is offered for it, on any ground. */
static const struct lexicon_words harmless[] = {
	{ "en", "", NULL, "health/medical/dental/vision/life/disability/hospital insurance/coverage/plan/plans/benefits/cover/care | "
		"public/occupational/mental/behavioral/behavioural/community/home/environmental/animal/population health | health "
		"care/services/system/systems/department/inspector/inspections/education/policy/professional/professionals/and | "
		"department/ministry/office/bureau/board/division/commissioner of .. health | healthcare | health .. safety | "
		"mental hygiene | medical/clinical/hospital/nursing/patient/patients records/care/staff/team/centre/center/equipment/services | "
		"disability/disabled services/people/clients/children/access | union contract/agreement/rules/pay/rate/wages/benefits | "
		"collective agreement/bargaining | race/criminal relations/justice/court/law/investigation/investigations | "
		"immigrant/migrant/refugee/refugees affairs/services/community/communities/clients/families | citizen/citizens "
		"service/services/complaints/requests/engagement | work with/for .. refugees/migrants/immigrants/patients/disabilities | "
		"political/legislative/governmental affairs/science" },
	{ "de", "", NULL, "muttersprachlich* unterricht" },
};

/* Whoever says so demands nothing of the kind. */
static const struct lexicon_words promises[] = {
	{ NULL, "promise", "equal opportunity/opportunities | equal employment | equal treatment | regardless of | irrespective of | without regard "
		"to | without distinction | discriminat* | nondiscriminat* | antidiscriminat* | reasonable "
		"accommodation/accommodations/adjustments | we welcome/encourage/value | welcome/welcomes .. applications/applicants | diversity | "
		"diverse .. team/workforce/backgrounds | inclusive employer/workplace | not required | is no requirement | need not | "
		"unabhangig von | ungeachtet | gleichstellung | chancengleichheit | gleichbehandlung | vielfalt | independamment de | "
		"sans distinction | egalite des chances | ongeacht | diversiteit | gelijke kansen/behandeling | independientemente | "
		"igualdad de", NULL },
};

/* A ground's word alone is no demand: most often it says what the work is about. It is one where the sentence asks for
 * something, and not for something that can be learned. */
static const struct lexicon_words asking[] = {
	{ NULL, "asks", "must/should/shall/has/have/need/needs be/to/have/hold/belong/wear | only | require/required/requires/requirement | "
		"preferred/preferably/prefer | wanted | mandatory | essential | eligible/eligibility | applicant/applicants | "
		"candidate/candidates | we seek/want/expect | looking for | ^ no | not accepted/allowed/hired/wanted | "
		"muss/mussen/soll/sollte | nur | erforderlich/vorausgesetzt/voraussetzung/erwunscht/gesucht/zwingend | bewerber* | "
		"doit/doivent/exige/exigee/obligatoire/uniquement/souhaite/souhaitee/recherchons | candidat* | "
		"moet/moeten/vereist/verplicht/alleen/gewenst/gezocht | kandidaten | debe/deben/requisito/imprescindible/obligatorio", NULL },
};
static const struct lexicon_words learning[] = {
	{ NULL, "learned", "knowledge/experience/experienced/expertise/understanding/familiar*/background/skills/training/coursework | "
		"degree/diploma/baccalaureate/master/masters/bachelor/license/licence/certificate/certification | "
		"kenntnisse/erfahrung/ausbildung/studium | connaissance/connaissances/experience/diplome/formation | "
		"kennis/ervaring/opleiding/diploma | conocimientos/experiencia/formacion", NULL },
};

/* terms: of schema/grounds/; without them it can be judged by all languages at once. */
static struct lexicon *make(const struct lexicon_words *const parts[], const size_t counts[], size_t n, bool terms)
{
	struct lexicon_words *words;
	size_t all = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		all += counts[i];
	/* Borrowed for the lexicon's life, which is the program's. */
	words = mem_array(all, sizeof(*words));
	for (size_t i = 0; i < n; i++) {
		memcpy(words + at, parts[i], counts[i] * sizeof(*words));
		at += counts[i];
	}
	return lexicon_new(words, all, terms ? builtin_terms : NULL, terms ? (size_t)n_builtin_terms : 0);
}

static const struct lexicon *refused_words(void)
{
	static struct lexicon *made;

	if (!made)
		made = make((const struct lexicon_words *const[]){ builtin_words, demands, harmless },
			(const size_t[]){ (size_t)n_builtin_words, ARRAY_LEN(demands), ARRAY_LEN(harmless) }, 3, true);
	return made;
}

/* What forms may ask lets no advertisement demand it. */
static const struct lexicon *demanded_words(void)
{
	static struct lexicon *made;

	if (!made)
		made = make((const struct lexicon_words *const[]){ demands, harmless },
			(const size_t[]){ ARRAY_LEN(demands), ARRAY_LEN(harmless) }, 2, false);
	return made;
}

enum { PROMISES, ASKING, LEARNING, DEMANDS };

/* Whether the sentence holds words of that list. */
static bool holds(int which, const char *sentence)
{
	static const struct { const struct lexicon_words *words; size_t n; } lists[] = {
		[PROMISES] = { promises, ARRAY_LEN(promises) }, [ASKING] = { asking, ARRAY_LEN(asking) },
		[LEARNING] = { learning, ARRAY_LEN(learning) }, [DEMANDS] = { demands, ARRAY_LEN(demands) },
	};
	static struct lexicon *made[ARRAY_LEN(lists)];

	if (!made[which])
		made[which] = lexicon_new(lists[which].words, lists[which].n, NULL, 0);
	return lexicon_judge(made[which], sentence, NULL).words != NULL;
}

/* An item of a list of what is needed: "Catholic". */
static bool is_brief(const char *sentence)
{
	int blanks = 0;

	for (; *sentence; sentence++)
		blanks += *sentence == ' ';
	return blanks < 3;
}

/* The short lists are looked at first: most sentences ask for nothing, and need no look at the long one of the grounds. */
static bool demands_it(const char *sentence, bool needs)
{
	bool says_so = holds(DEMANDS, sentence);

	if (!says_so && !(needs && is_brief(sentence)) && !holds(ASKING, sentence))
		return false;
	return !holds(PROMISES, sentence) && (says_so || !holds(LEARNING, sentence));
}

static struct lexicon_hit refusal(const char *sentence)
{
	struct lexicon_speech speech[TONGUE_RANGES];
	struct lexicon_hit hit;
	struct words words;

	words_cut(&words, sentence);
	hit = lexicon_judge_words(refused_words(), &words, speech, tongue_guess(sentence, &words, NULL, speech));
	words_clear(&words);
	if (!hit.words)
		hit = lexicon_judge(demanded_words(), sentence, NULL);
	return hit;
}

struct gate_verdict advert_judge(const char *sentence, bool needs)
{
	struct gate_verdict v = { .refused = false };
	struct lexicon_hit hit;
	const struct gate_ground *g;

	if (!*sentence || !demands_it(sentence, needs))
		return v;
	hit = refusal(sentence);
	if (!hit.words)
		return v;
	g = gate_ground_named(hit.words->ground);
	if (g)
		v = (struct gate_verdict){ true, g->key, g->title, g->source, g->instead, NULL, hit.from, hit.to, NULL, 0 };
	return v;
}

/* Behind the sentence that begins here: at the end of the line, or at a point that a blank or the end follows. */
static size_t sentence(const char *s, bool needs)
{
	size_t i = 0;

	while (s[i] && s[i] != '\n') {
		bool mark = s[i] == '.' || s[i] == '!' || s[i] == '?' || s[i] == ';' ||
			(needs && s[i] == ',');
		bool initial = s[i] == '.' && i >= 2 && isupper((unsigned char)s[i - 1]) && (s[i - 2] == ' ' || s[i - 2] == '.');

		i++;
		if (mark && !initial && (s[i] == ' ' || s[i] == '\0' || s[i] == '\n'))
			break;
	}
	return i;
}

static char *trimmed(const char *s, size_t len)
{
	while (len > 0 && (isspace((unsigned char)*s) || strchr("-*;", *s))) {
		s++;
		len--;
	}
	if (len >= 4 && memcmp(s, "• ", 4) == 0) {
		s += 4;
		len -= 4;
	}
	while (len > 0 && (isspace((unsigned char)s[len - 1]) || s[len - 1] == ','))
		len--;
	return mem_strn(s, len);
}

char *advert_sift(const char *text, bool needs, advert_cut *fn, void *ctx)
{
	struct str out = STR_INIT;

	while (text && *text) {
		size_t len = sentence(text, needs);
		char *one = trimmed(text, len);
		struct gate_verdict verdict = advert_judge(one, needs);

		if (verdict.refused && fn)
			fn(ctx, one, &verdict);
		if (!verdict.refused)
			str_addn(&out, text, len);
		free(one);
		text += len;
		if (*text == '\n')
			str_addc(&out, *text++);
	}
	while (out.len > 0 && (isspace((unsigned char)out.s[out.len - 1]) || (needs && out.s[out.len - 1] == ',')))
		out.s[--out.len] = '\0';
	if (!out.len) {
		str_free(&out);
		return NULL;
	}
	return str_take(&out);
}
