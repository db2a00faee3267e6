/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-request.h"
#include "zhihui-wire-parts.h"
#include "zhihui-wire-writer.h"

#define MAX_REVISION 1000000

static char *
fail (ZhihuiRequest *request, const GError *error)
{
  g_warning ("snapshots cannot be read: %s", error->message);
  return zhihui_request_refuse (request, 500, "internal", "the snapshots cannot be read");
}

static void
write_head (ZhihuiWireWriter *writer, const ZhihuiSnapshot *snapshot)
{
  zhihui_wire_writer_text (writer, "period", snapshot->period->text);
  zhihui_wire_writer_integer (writer, "snapshot", snapshot->revision);
  zhihui_wire_writer_instant (writer, "frozen_at", snapshot->as_of);
  zhihui_wire_writer_instant (writer, "made_at", snapshot->made_at);
  zhihui_wire_writer_text (writer, "rule_version", snapshot->rule_version);
  zhihui_wire_writer_text (writer, "sha256", snapshot->data_hash);
  zhihui_wire_writer_text (writer, "bulletin_sha256", snapshot->bulletin_hash);
}

static void
write_heads (ZhihuiWireWriter *writer, const char *name, const GPtrArray *list)
{
  zhihui_wire_writer_open_list (writer, name);
  for (guint i = 0; i < list->len; i++)
    {
      zhihui_wire_writer_open_object (writer, NULL);
      write_head (writer, list->pdata[i]);
      zhihui_wire_writer_close_object (writer);
    }
  zhihui_wire_writer_close_list (writer);
}

/**
 * zhihui_route_snapshots:
 *
 * Every frozen month with its revisions.
 */
char *
zhihui_route_snapshots (ZhihuiRequest *request)
{
  ZhihuiPlatform *platform = request->platform;
  ZhihuiFigures  *figures = zhihui_platform_get_figures (platform);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiWireWriter writer;

  if (!zhihui_request_sees_whole (request) || !zhihui_request_check (request))
    return NULL;
  list = zhihui_store_list_snapshots (
    zhihui_platform_get_store (platform), zhihui_platform_get_zone (platform), NULL, &error);
  if (list == NULL)
    return fail (request, error);

  request->n_rows = list->len;
  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (
    &writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
  write_heads (&writer, "items", list);
  zhihui_wire_writer_text (&writer, "next", NULL);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

static void
write_board (ZhihuiWireWriter *writer, const ZhihuiSnapshotBoard *board)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_text (writer, "metric", zhihui_metric_get_traits (board->metric)->id);
  zhihui_wire_writer_text (writer, "peer", board->peer);
  zhihui_wire_writer_open_object (writer, "total");
  zhihui_wire_write_tally (writer, board->metric, &board->total);
  zhihui_wire_writer_close_object (writer);
  zhihui_wire_writer_text (writer, "sha256", board->hash);
  zhihui_wire_writer_close_object (writer);
}

static char *
write_snapshot (ZhihuiRequest *request, const ZhihuiSnapshot *snapshot, const GPtrArray *revisions)
{
  g_autofree char *revision = zhihui_snapshot_format_revision (snapshot);
  ZhihuiWireWriter writer;

  request->n_rows = snapshot->boards->len;
  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (&writer, snapshot->as_of, revision);
  zhihui_wire_write_window (&writer, &snapshot->period->window);
  zhihui_wire_writer_boolean (&writer, "frozen", TRUE);
  zhihui_wire_writer_boolean (&writer, "calendar_provisional", snapshot->provisional);
  write_head (&writer, snapshot);
  write_heads (&writer, "revisions", revisions);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < snapshot->boards->len; i++)
    write_board (&writer, snapshot->boards->pdata[i]);
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_text (&writer, "next", NULL);
  zhihui_wire_writer_close_object (&writer);
  return zhihui_wire_writer_finish (&writer);
}

/**
 * zhihui_route_snapshot:
 *
 * One frozen month: its newest revision, or the one asked for.
 */
char *
zhihui_route_snapshot (ZhihuiRequest *request)
{
  ZhihuiPlatform *platform = request->platform;
  ZhihuiStore    *store = zhihui_platform_get_store (platform);
  ZhihuiZone     *zone = zhihui_platform_get_zone (platform);
  gint64          revision = 0;
  g_autoptr (ZhihuiSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_query_get_number (request->query, "revision", 1, MAX_REVISION, &revision);
  if (!zhihui_request_sees_whole (request) || !zhihui_request_check (request))
    return NULL;

  snapshot = zhihui_store_read_snapshot (store, zone, request->argument, (guint) revision, &error);
  if (snapshot == NULL && error == NULL)
    return zhihui_request_refuse (
      request, 404, "not_found", "this month is not frozen, or has no such revision");
  if (snapshot != NULL)
    revisions = zhihui_store_list_snapshots (store, zone, request->argument, &error);
  if (revisions == NULL)
    return fail (request, error);
  return write_snapshot (request, snapshot, revisions);
}
