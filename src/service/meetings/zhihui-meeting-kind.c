/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-kind.h"

#include <glib/gi18n-lib.h>

#include "zhihui-mask.h"
#include "zhihui-meeting.h"

static const struct
{
  const char *id, *label;
} kinds[] = {
  { "review", N_ ("Case review") },
  { "reception", N_ ("Reception") },
  { "dispatch", N_ ("Dispatch meeting") },
  { "inspection", N_ ("Inspection") },
};

static int
find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, kind) == 0)
      return (int) i;

  return -1;
}

gboolean
zhihui_meeting_kind_is_known (const char *kind)
{
  return find (kind) >= 0;
}

/**
 * zhihui_meeting_kind_get_label:
 *
 * Returns: (transfer none): what a meeting is called that has no public title
 */
const char *
zhihui_meeting_kind_get_label (const char *kind)
{
  int index = find (kind);

  return index >= 0 ? _ (kinds[index].label) : _ ("Meeting");
}

static void
mask (char **text, ZhihuiMaskLevel level)
{
  char *masked = zhihui_mask_text (*text, level);

  g_free (*text);
  *text = masked;
}

static void
hide_decision (ZhihuiDecision *decision, gboolean for_desk)
{
  mask (&decision->text, for_desk ? ZHIHUI_MASK_DESK : ZHIHUI_MASK_WALL);
  if (for_desk)
    return;

  g_free (decision->id);
  decision->id = g_strdup ("");
}

/**
 * zhihui_meeting_hide:
 * @meeting: as zhihui_store_read_meetings() read it for the same reader
 *
 * For a desk numbers of persons are masked in title and decisions. For a wall the title is the
 * public one or the name of the kind, decisions have no id and their public words at most; no
 * address and, once it is over, no case is left. What may be told of the cases of others is up to
 * zhihui_meeting_cases_tell().
 */
void
zhihui_meeting_hide (ZhihuiMeeting *meeting, gboolean for_desk)
{
  /* What is no address may be anything. */
  if (meeting->join_url != NULL && (!g_str_has_prefix (meeting->join_url, "https://") ||
                                    !g_uri_is_valid (meeting->join_url, G_URI_FLAGS_NONE, NULL)))
    g_clear_pointer (&meeting->join_url, g_free);
  mask (&meeting->title, for_desk ? ZHIHUI_MASK_DESK : ZHIHUI_MASK_WALL);
  for (guint i = 0; i < meeting->decisions->len; i++)
    hide_decision (meeting->decisions->pdata[i], for_desk);
  if (for_desk)
    return;

  if (*meeting->title == '\0')
    {
      g_free (meeting->title);
      meeting->title = g_strdup (zhihui_meeting_kind_get_label (meeting->kind));
    }
  g_clear_pointer (&meeting->join_url, g_free);
  if (zhihui_meeting_is_over (meeting))
    g_ptr_array_set_size (meeting->cases, 0);
}
