/* SPDX-License-Identifier: EUPL-1.2 */
/* What happens to what was kept long enough, in words: the same on screens and on paper. */
#include "base/msg.h"
#include "cases/retention.h"

const char *retention_end_words(const struct retention_file *file, bool brief)
{
	if (file->held)
		return brief ? _("stays for now") : _("stays: restricted, or a request is open");
	if (file->end == KEEP_ANONYMISE)
		return _("anonymise");
	if (file->end == KEEP_ARCHIVE)
		return file->offered_ms ? _("offered to the archive") : _("offer to the archive");
	return _("destroy");
}

void retention_group_words(struct str *out, const struct retention_group *group)
{
	switch (group->part) {
	case RETENTION_RECORDS:
		/* TRANSLATORS: a kind of record in the plural, and how long it is kept */
		str_addf(out, _("%s older than they are kept for: destroyed"), _(group->kind->plural));
		break;
	case RETENTION_FIELD:
		/* TRANSLATORS: the label of a field, a kind of record in the plural, how long it is kept */
		str_addf(out, _("“%s” of %s: emptied (kept: %s)"), field_label(group->field), _(group->kind->plural),
			_(group->field->keep));
		break;
	case RETENTION_CONSENT:
		/* TRANSLATORS: the label of a field, or a kind of record in the plural */
		str_addf(out, _("“%s”, recorded on a consent that has ended: destroyed"),
			group->field ? field_label(group->field) : _(group->kind->plural));
		break;
	case RETENTION_COPY:
		str_add(out, _("Copies of papers, kept until their day: erased; that the originals were seen stays"));
		break;
	case RETENTION_REMOVED:
		str_addf(out, _("%s that were removed long ago: destroyed"), _(group->kind->plural));
		break;
	}
}
