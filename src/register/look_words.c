/* SPDX-License-Identifier: EUPL-1.2 */
/* The trail in words: what acts and looks are called, and what an act's detail says. */
#include "register/look.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"
#include "register/grant.h"

const char *look_label(const char *what)
{
	static const struct { const char *what, *label; } labels[] = {
		{ "look", N_("opened") }, { "grant", N_("opened by a team lead") },
		{ "emergency", N_("emergency access") }, { "inquiry", N_("opened for a complaint") },
		{ "emergency.seen", N_("emergency access noted") }, { "grant.end", N_("access given back") },
		{ "audit", N_("trail opened") }, { "export", N_("exported") }, { "list", N_("listed") },
		{ "release", N_("summary released") }, { "report.internal", N_("internal page made") },
		{ "report.preview", N_("progress report looked at") }, { "report.rule", N_("rule of withholding changed") },
		{ "subject-export", N_("copy for the person") }, { "erase", N_("erased") },
		{ "document.save", N_("copy of a paper taken out") }, { "restrict", N_("restricted") }, { "request", N_("request of another authority") },
		{ "retention", N_("retention ran") }, { "reassign", N_("files handed over") },
		{ "backup", N_("backup made") }, { "restore", N_("backup restored") }, { "salvage", N_("salvaged") },
		{ "trail.trim", N_("old looks taken away") }, { "user.add", N_("user added") },
		{ "user.divide", N_("file divided among users") },
		{ "user.roles", N_("user's roles changed") }, { "user.permits", N_("user's permissions changed") },
		{ "user.remove", N_("user removed") }, { "user.reset", N_("user's passphrase reset") },
		{ "passphrase", N_("passphrase changed") }, { "recovery", N_("recovery code made") },
		{ "recovery.used", N_("recovery code used") },
		{ "lock", N_("time until locked changed") },
		{ "key.rotate", N_("data key changed") }, { "seal", N_("sealed") }, { "sealed.helpers", N_("helpers changed") },
		{ "sealed.undo", N_("unsealed") }, { "unseal", N_("sealed export opened") },
		{ "backup.settings", N_("settings of backups changed") },
		{ "profile", N_("country profile chosen") }, { "order", N_("order of lists changed") }, { "erase.asked", N_("erasure asked for") },
		{ "retention.asked", N_("retention asked for") },
	};

	for (size_t i = 0; i < ARRAY_LEN(labels); i++)
		if (str_same(labels[i].what, what))
			return _(labels[i].label);
	return what;
}

const char *look_op_label(enum journal_op op)
{
	switch (op) {
	case JOURNAL_CREATE:
		return _("recorded");
	case JOURNAL_UPDATE:
		return _("changed");
	case JOURNAL_DELETE:
		return _("taken back");
	default:
		return _("brought again");
	}
}

static const char *detail_key(const char *key)
{
	static const struct { const char *key, *label; } labels[] = {
		{ "reason", N_("reason") }, { "why", N_("what for") }, { "kind", N_("kind") }, { "hours", N_("hours") },
		{ "concerns", N_("about") }, { "records", N_("records") }, { "columns", N_("columns") },
		{ "sealed", N_("sealed") }, { "from", N_("from") }, { "to", N_("to") }, { "files", N_("files") },
		{ "countersigned", N_("countersigned") }, { "name", N_("name") }, { "roles", N_("roles") }, { "permits", N_("permissions") },
		{ "period", N_("period") }, { "how", N_("how") },
	};

	for (size_t i = 0; i < ARRAY_LEN(labels); i++)
		if (str_same(labels[i].key, key))
			return _(labels[i].label);
	return key;
}

/* Words of the program among the values. */
static const char *detail_value(const char *key, const char *value)
{
	const struct kind *kind = str_same(key, "kind") ? register_kind(value) : NULL;
	enum grant_kind grant;

	if (kind)
		return _(kind->plural);
	if (str_same(key, "kind") && grant_kind_by_name(value, &grant))
		return _(grant_label(grant));
	if (str_same(key, "why") && str_same(value, "audit"))
		return _("audit");
	if (str_same(key, "why") && str_same(value, "request"))
		return _("the person asked");
	return str_same(key, "countersigned") && str_same(value, "outside") ? _("outside") : value;
}

/* Roles and permissions stand as numbers in the trail. */
static char *bits_words(bool roles, uint32_t bits)
{
	struct str out = STR_INIT;

	if (roles && (bits & ROLE_ALL) == ROLE_ALL)
		return mem_str(_("all"));
	for (uint32_t bit = 1; bit <= ROLE_ALL; bit <<= 1) {
		const char *word = roles ? role_label((enum role)bit) : permit_name((enum permit)bit);

		if ((bits & bit) && word)
			str_addf(&out, "%s%s", out.len ? " + " : "", _(word));
	}
	if (!out.len)
		str_add(&out, _("none"));
	return str_take(&out);
}

static char *value_words(const char *key, const json_t *value)
{
	if (json_is_string(value))
		return mem_str(detail_value(key, json_string_value(value)));
	if (json_is_boolean(value))
		return mem_str(json_is_true(value) ? _("yes") : _("no"));
	if (json_is_integer(value) && (str_same(key, "roles") || str_same(key, "permits")))
		return bits_words(str_same(key, "roles"), (uint32_t)json_integer_value(value));
	return json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
}

void look_detail(struct str *out, const char *detail)
{
	json_t *json = detail ? json_loads(detail, 0, NULL) : NULL, *value;
	const char *key;

	json_object_foreach(json, key, value) {
		char *text = value_words(key, value);

		if (out->len)
			str_add(out, msg_comma());
		/* TRANSLATORS: a part of what the trail tells: 1: "reason", 2: the reason */
		str_addf(out, _("%s: %s"), detail_key(key), text ? text : "");
		free(text);
	}
	json_decref(json);
}
