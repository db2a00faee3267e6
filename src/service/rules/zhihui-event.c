/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-event.h"

#include <string.h>

static const struct
{
  const char *type;
  const char *actor_role;
} kinds[ZHIHUI_N_EVENTS] = {
  [ZHIHUI_EVENT_SUBMITTED] = { "case.submitted", "citizen" },
  [ZHIHUI_EVENT_ACCEPTED] = { "case.accepted", "centre" },
  [ZHIHUI_EVENT_REJECTED] = { "case.rejected", "centre" },
  [ZHIHUI_EVENT_MERGED] = { "case.merged", "centre" },
  [ZHIHUI_EVENT_WITHDRAWN] = { "case.withdrawn", "citizen" },
  [ZHIHUI_EVENT_DISPATCHED] = { "case.dispatched", "centre" },
  [ZHIHUI_EVENT_REASSIGNED] = { "case.reassigned", "centre" },
  [ZHIHUI_EVENT_SIGNED] = { "case.signed", "unit" },
  [ZHIHUI_EVENT_CONTACTED] = { "case.contacted", "unit" },
  [ZHIHUI_EVENT_HANDLING] = { "case.handling", "unit" },
  [ZHIHUI_EVENT_RETURN_REQUESTED] = { "case.return_requested", "unit" },
  [ZHIHUI_EVENT_RETURN_DECIDED] = { "case.return_decided", "centre" },
  [ZHIHUI_EVENT_EXTENDED] = { "case.extended", "unit" },
  [ZHIHUI_EVENT_SUSPENDED] = { "case.suspended", "unit" },
  [ZHIHUI_EVENT_RESUMED] = { "case.resumed", "unit" },
  [ZHIHUI_EVENT_CLOCK_ADJUSTED] = { "case.clock_adjusted", "centre" },
  [ZHIHUI_EVENT_REPLIED] = { "case.replied", "unit" },
  [ZHIHUI_EVENT_SENT_BACK] = { "case.sent_back", "centre" },
  [ZHIHUI_EVENT_CLOSED] = { "case.closed", "centre" },
  [ZHIHUI_EVENT_REOPENED] = { "case.reopened", "centre" },
  [ZHIHUI_EVENT_ARCHIVED] = { "case.archived", "system" },
  [ZHIHUI_EVENT_CALLED_BACK] = { "case.called_back", "centre" },
  [ZHIHUI_EVENT_RATED] = { "case.rated", "citizen" },
  [ZHIHUI_EVENT_COMMENTED] = { "case.commented", "leader" },
  [ZHIHUI_EVENT_INSTRUCTED] = { "case.instructed", "leader" },
  [ZHIHUI_EVENT_WATCHED] = { "case.watched", "leader" },
  [ZHIHUI_EVENT_ESCALATED] = { "case.escalated", "supervisor" },
  [ZHIHUI_EVENT_SUPERVISED] = { "case.supervised", "supervisor" },
  [ZHIHUI_EVENT_MEDIA_EXPOSED] = { "case.media_exposed", "supervisor" },
  [ZHIHUI_EVENT_MEETING_LINKED] = { "case.meeting_linked", "system" },
  [ZHIHUI_EVENT_SENSITIVE_HIT] = { "case.sensitive_hit", "system" },
  [ZHIHUI_EVENT_FLAGGED_REPEAT] = { "case.flagged_repeat", "system" },
  [ZHIHUI_EVENT_EXTENSION_REQUESTED] = { "case.extension_requested", "unit" },
  [ZHIHUI_EVENT_SUSPENSION_REQUESTED] = { "case.suspension_requested", "unit" },
  [ZHIHUI_EVENT_REQUEST_REFUSED] = { "case.request_refused", "centre" },
};

const char *
zhihui_event_kind_get_type (ZhihuiEventKind kind)
{
  g_return_val_if_fail (kind < ZHIHUI_N_EVENTS, NULL);

  return kinds[kind].type;
}

/**
 * zhihui_event_kind_parse:
 * @type: as on the wire: "cn.zhihui.case.signed.v1"
 */
gboolean
zhihui_event_kind_parse (const char *type, ZhihuiEventKind *kind)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (type != NULL && kind != NULL, FALSE);

  if (!g_str_has_prefix (type, "cn.zhihui.") || !g_str_has_suffix (type, ".v1"))
    return FALSE;

  name = g_strndup (type + strlen ("cn.zhihui."), strlen (type) - strlen ("cn.zhihui..v1"));
  for (guint i = 0; i < ZHIHUI_N_EVENTS; i++)
    if (g_str_equal (kinds[i].type, name))
      {
        *kind = (ZhihuiEventKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
zhihui_event_kind_get_actor_role (ZhihuiEventKind kind)
{
  g_return_val_if_fail (kind < ZHIHUI_N_EVENTS, NULL);

  return kinds[kind].actor_role;
}

/**
 * zhihui_event_kinds_write:
 *
 * Writes those names of the kinds of events that are missing.
 */
gboolean
zhihui_event_kinds_write (ZhihuiStore *store, GError **error)
{
  static const char sql[] = "INSERT INTO event_kind (id, type, actor_role) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT (id) DO NOTHING";

  for (guint i = 0; i < ZHIHUI_N_EVENTS; i++)
    {
      ZhihuiStatement *row = zhihui_store_prepare (store, sql);

      zhihui_statement_bind_integer (row, 1, (int) i);
      zhihui_statement_bind_text (row, 2, kinds[i].type);
      zhihui_statement_bind_text (row, 3, kinds[i].actor_role);
      if (!zhihui_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}
