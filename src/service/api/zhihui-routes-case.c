/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-case-history.h"
#include "zhihui-case-writer.h"
#include "zhihui-look-reason.h"
#include "zhihui-mask.h"
#include "zhihui-request.h"
#include "zhihui-restriction.h"
#include "zhihui-store-audit.h"

#define MAX_REASON_BYTES 600

/* Whether the asker may see the case. FALSE after a refusal. */
static gboolean
check_case (ZhihuiRequest *request, gint64 id)
{
  ZhihuiLedger        *ledger = zhihui_platform_get_ledger (request->platform);
  ZhihuiStore         *store = zhihui_platform_get_store (request->platform);
  guint                index = zhihui_store_fetch_case (store, ledger, id);
  const ZhihuiCaseRow *one =
    index != ZHIHUI_NO_INDEX ? &g_array_index (ledger->cases, ZhihuiCaseRow, index) : NULL;
  g_autoptr (ZhihuiRestriction) restriction = NULL;

  if (one == NULL || !zhihui_request_sees_case (request, one))
    {
      zhihui_request_not_found (request);
      return FALSE;
    }

  restriction = zhihui_restriction_new (request);
  if (!zhihui_restriction_covers (restriction, one))
    return TRUE;
  zhihui_request_refuse (
    request, 403, "insufficient_scope", "this case is for who may see whole cases");
  return FALSE;
}

/* The look is in the log before the answer leaves, or there is none. */
static gboolean
write_look (ZhihuiRequest *request, const char *reason)
{
  g_autofree char       *clean = zhihui_mask_text (reason, ZHIHUI_MASK_DESK);
  const ZhihuiAuditEntry entry = { .actor = request->asker,
                                   .action = "case.unmasked",
                                   .subject = request->argument,
                                   .reason = clean,
                                   .n_rows = 1 };
  g_autoptr (GError) error = NULL;

  if (zhihui_store_write_audit (zhihui_platform_get_store (request->platform), &entry, &error))
    return TRUE;

  g_warning ("audit: %s", error->message);
  zhihui_request_refuse (request, 503, "maintenance", "the audit log cannot be written");
  return FALSE;
}

static char *
write_answer (ZhihuiRequest *request, gint64 id, gboolean unmasked)
{
  ZhihuiFigures   *figures = zhihui_platform_get_figures (request->platform);
  ZhihuiWireWriter writer;

  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (
    &writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
  zhihui_wire_writer_open_list (&writer, "items");
  if (!zhihui_case_write (request, &writer, id, unmasked))
    {
      g_free (zhihui_wire_writer_finish (&writer));
      return zhihui_request_not_found (request);
    }

  zhihui_case_write_history (request, &writer, id);
  zhihui_wire_writer_close_object (&writer);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  request->n_rows = 1;
  return zhihui_wire_writer_finish (&writer);
}

/* Whether the whole case is asked for. Faults and refusals are the request's. */
static gboolean
read_unmask (ZhihuiRequest *request, char **reason)
{
  gint64      unmask = 0;
  gboolean    has = zhihui_query_get_number (request->query, "unmask", 0, 1, &unmask);
  const char *given = zhihui_query_get_text (request->query, "reason", MAX_REASON_BYTES);

  *reason = g_strstrip (g_strdup (given != NULL ? given : ""));
  if (unmask == 1 && **reason == '\0')
    zhihui_query_add_fault (request->query, "reason", "missing");
  else if (unmask == 1 && !zhihui_look_reason_is_enough (*reason))
    {
      zhihui_query_add_fault (request->query, "reason", "too_little");
      zhihui_request_refuse (request,
                             400,
                             "bad_parameter",
                             "a reason has at least four characters, and not one of them alone");
    }
  if (!has && given != NULL)
    zhihui_query_add_fault (request->query, "reason", "not_without_unmask");
  if (unmask == 1 && (request->scopes & ZHIHUI_SCOPE_CASE_FULL) == 0)
    zhihui_request_refuse (
      request, 403, "insufficient_scope", "this token may not see whole cases");
  return unmask == 1;
}

/* One case with its history, as a list of one; unmasked with a reason for who may. */
char *
zhihui_route_case (ZhihuiRequest *request)
{
  g_autofree char *reason = NULL;
  gint64           id;

  request->is_logged = read_unmask (request, &reason);
  if (!zhihui_request_check (request))
    return NULL;
  if (!g_str_has_prefix (request->argument, "c-") ||
      !g_ascii_string_to_signed (request->argument + 2, 10, 1, G_MAXINT64, &id, NULL))
    return zhihui_request_not_found (request);
  if (!check_case (request, id) || (request->is_logged && !write_look (request, reason)))
    return NULL;
  return write_answer (request, id, request->is_logged);
}
