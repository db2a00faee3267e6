/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "zhihui-request.h"
#include "zhihui-store-audit.h"
#include "zhihui-wire-reader.h"
#include "zhihui-wire-writer.h"

#define MAX_TEXT_BYTES 512

/* What a desk took out of the system: the body of POST /exports. */
typedef struct
{
  char  *kind, *title, *digest, *by; /* owned */
  gint64 rows;
} Export;

static void
export_clear (Export *self)
{
  g_free (self->kind);
  g_free (self->title);
  g_free (self->digest);
  g_free (self->by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
is_told (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= MAX_TEXT_BYTES;
}

/* The name of the first member that is missing or wrong, or NULL. */
static const char *
read_export (GBytes *content, Export *one)
{
  const ZhihuiWireMember members[] = {
    ZHIHUI_WIRE_NEED (Export, kind, "kind", TEXT),
    ZHIHUI_WIRE_MAY (Export, title, "title", TEXT),
    ZHIHUI_WIRE_MAY (Export, digest, "digest", TEXT),
    ZHIHUI_WIRE_NEED (Export, by, "by", TEXT),
    ZHIHUI_WIRE_MAY (Export, rows, "rows", COUNT),
  };
  ZhihuiWireReader *reader = content != NULL ? zhihui_wire_reader_new (content, NULL) : NULL;

  if (reader == NULL)
    return "body";

  zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), one);
  zhihui_wire_reader_free (reader);
  if (!is_told (one->kind))
    return "kind";
  if (!is_told (one->by))
    return "by";
  return NULL;
}

/* POST /exports: a desk says what was exported, before it hands the file over. */
char *
zhihui_route_export (ZhihuiRequest *request)
{
  g_auto (Export) one = { NULL };
  g_autofree char *subject = NULL, *reason = NULL;
  g_autoptr (GError) error = NULL;
  const char      *fault;
  ZhihuiAuditEntry entry = { .actor = request->asker, .action = "export" };
  ZhihuiWireWriter writer;

  if (!zhihui_request_check (request))
    return NULL;
  fault = read_export (request->content, &one);
  if (fault != NULL)
    {
      zhihui_query_add_fault (request->query, fault, "missing_or_wrong");
      return zhihui_request_refuse (
        request,
        400,
        "bad_parameter",
        "the body is {\"kind\":\"pdf\",\"title\":\"…\",\"digest\":\"…\",\"rows\":0,\"by\":\"…\"}");
    }

  subject = g_strjoin (" ", one.kind, one.digest != NULL ? one.digest : "", NULL);
  reason = g_strjoin (": ", one.by, one.title != NULL ? one.title : "", NULL);
  entry.subject = g_strstrip (subject);
  entry.reason = reason;
  entry.n_rows = one.rows;
  if (!zhihui_store_write_audit (zhihui_platform_get_store (request->platform), &entry, &error))
    {
      g_warning ("audit: %s", error->message);
      return zhihui_request_refuse (request, 503, "maintenance", "the audit log cannot be written");
    }

  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_boolean (&writer, "logged", TRUE);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}
