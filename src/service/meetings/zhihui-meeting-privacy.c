/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-privacy.h"

#include "zhihui-mask.h"
#include "zhihui-meeting.h"

static void
hide_decision (ZhihuiDecision *decision, gboolean for_desk)
{
  zhihui_mask_member (&decision->text, for_desk ? ZHIHUI_MASK_DESK : ZHIHUI_MASK_WALL);
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
  zhihui_mask_member (&meeting->title, for_desk ? ZHIHUI_MASK_DESK : ZHIHUI_MASK_WALL);
  zhihui_mask_member (&meeting->room, ZHIHUI_MASK_DESK);
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
  g_clear_pointer (&meeting->room, g_free);
  g_clear_pointer (&meeting->joined_at, g_array_unref);
  if (zhihui_meeting_is_over (meeting))
    g_ptr_array_set_size (meeting->cases, 0);
}
