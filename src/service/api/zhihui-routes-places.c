/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-request.h"
#include "zhihui-wire-writer.h"

#define LATE_AFTER_PERIODS 2
#define SILENT_AFTER_PERIODS 10

static char *
close_items (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  zhihui_statement_reset (row);
  zhihui_wire_writer_close_list (writer);
  zhihui_wire_writer_null (writer, "next");
  zhihui_wire_writer_close_object (writer);
  return zhihui_wire_writer_finish (writer);
}

static void
write_texts (ZhihuiWireWriter *writer, ZhihuiStatement *row, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    zhihui_wire_writer_text (writer, names[i], zhihui_statement_get_text (row, i));
}

/* How many there are, and how many of those that are asked work. */
static void
write_counts (ZhihuiWireWriter *writer, ZhihuiStatement *row, guint column)
{
  gint64 n = zhihui_statement_get_integer (row, column);

  zhihui_wire_writer_integer (writer, "n", n);
  if (zhihui_statement_is_null (row, column + 1))
    {
      zhihui_wire_writer_null (writer, "online");
      return;
    }
  zhihui_wire_writer_integer (writer, "online", zhihui_statement_get_integer (row, column + 1));
  if (n > 0)
    zhihui_wire_writer_number (
      writer, "online_rate", (double) zhihui_statement_get_integer (row, column + 1) / (double) n);
}

/* Writes the members of an item into its open object. */
typedef void (*RowWriter) (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row);

/* All rows of @sql, a literal, as items; its parameter is the pattern of the region asked for,
 * where it has one. */
static char *
list_rows (ZhihuiRequest *request, const char *sql, gboolean by_region, RowWriter write)
{
  g_autofree char *pattern = by_region ? zhihui_request_get_region_pattern (request) : NULL;
  ZhihuiStatement *row;
  ZhihuiWireWriter writer;

  if (!zhihui_request_check (request))
    return NULL;

  row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  if (by_region)
    zhihui_statement_bind_text (row, 1, pattern);
  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_open_list (&writer, "items");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      zhihui_wire_writer_open_object (&writer, NULL);
      write (request, &writer, row);
      zhihui_wire_writer_close_object (&writer);
      request->n_rows++;
    }
  return close_items (request, &writer, row);
}

static void
write_layer (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  static const char *const names[] = { "id", "label", "kind", "source", "layer_as_of" };

  write_texts (writer, row, names, G_N_ELEMENTS (names));
  zhihui_wire_writer_boolean (writer, "public", zhihui_statement_get_integer (row, 5) != 0);
  zhihui_wire_writer_integer (writer, "points", zhihui_statement_get_integer (row, 6));
  write_counts (writer, row, 7);
}

/* GET /layers: what layers there are, and what they hold in all. */
char *
zhihui_route_layers (ZhihuiRequest *request)
{
  static const char sql[] =
    "SELECT l.id, l.label, l.kind, l.source, l.as_of, l.is_public, COUNT(p.id),"
    " COALESCE (SUM(p.n), 0),"
    " SUM(p.n_online) FROM layer l LEFT JOIN layer_point p ON p.layer = l.id"
    " AND p.region LIKE ?1"
    " GROUP BY l.id, l.label, l.kind, l.source, l.as_of, l.is_public, l.position"
    " ORDER BY l.position";

  return list_rows (request, sql, TRUE, write_layer);
}

/* @is_public: (out): whether everybody may know where its points are */
static gboolean
has_layer (ZhihuiRequest *request, gboolean *is_public)
{
  static const char sql[] = "SELECT is_public FROM layer WHERE id = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  gboolean          found;

  zhihui_statement_bind_text (row, 1, request->argument);
  found = zhihui_statement_step (row) == ZHIHUI_STEP_ROW;
  *is_public = found && zhihui_statement_get_integer (row, 0) != 0;
  zhihui_statement_reset (row);
  return found;
}

static void
write_point (ZhihuiWireWriter *writer, ZhihuiStatement *row, gboolean desk)
{
  static const char *const names[] = { "name", "region", "status" };

  if (desk)
    write_texts (writer, row, names, G_N_ELEMENTS (names));
  else
    zhihui_wire_writer_text (writer, "region", zhihui_statement_get_text (row, 1));
  if (!zhihui_statement_is_null (row, 5))
    {
      zhihui_wire_writer_number (writer, "lon", zhihui_statement_get_real (row, 5));
      zhihui_wire_writer_number (writer, "lat", zhihui_statement_get_real (row, 6));
    }
  write_counts (writer, row, 3);
}

static void
write_region_points (ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  zhihui_wire_writer_text (writer, "region", zhihui_statement_get_text (row, 0));
  zhihui_wire_writer_integer (writer, "points", zhihui_statement_get_integer (row, 1));
  write_counts (writer, row, 2);
}

/* GET /layers/{id}: the points for a desk; for a wall, which everybody passes, without names those
 * that are in public places, counts by region of the others. */
char *
zhihui_route_layer (ZhihuiRequest *request)
{
  static const char points_sql[] =
    "SELECT name, region, status, n, n_online, lon, lat FROM layer_point WHERE layer = ?1"
    " AND region LIKE ?2 ORDER BY id";
  static const char counts_sql[] =
    "SELECT region, COUNT(id), SUM(n), SUM(n_online) FROM layer_point WHERE layer = ?1"
    " AND region LIKE ?2 GROUP BY region ORDER BY region";
  g_autofree char *pattern = zhihui_request_get_region_pattern (request);
  gboolean         desk = zhihui_request_sees_desk (request), is_public = FALSE;
  ZhihuiStatement *row;
  ZhihuiWireWriter writer;

  if (!zhihui_request_check (request))
    return NULL;
  if (!has_layer (request, &is_public))
    return zhihui_request_not_found (request);

  row = desk || is_public
          ? zhihui_store_prepare (zhihui_platform_get_store (request->platform), points_sql)
          : zhihui_store_prepare (zhihui_platform_get_store (request->platform), counts_sql);
  zhihui_statement_bind_text (row, 1, request->argument);
  zhihui_statement_bind_text (row, 2, pattern);
  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_text (&writer, "id", request->argument);
  zhihui_wire_writer_open_list (&writer, "items");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      zhihui_wire_writer_open_object (&writer, NULL);
      if (desk || is_public)
        write_point (&writer, row, desk);
      else
        write_region_points (&writer, row);
      zhihui_wire_writer_close_object (&writer);
      request->n_rows++;
    }
  return close_items (request, &writer, row);
}

static const char *
judge_source (gint64 as_of, gint64 synced, gint64 period)
{
  if (as_of - synced <= LATE_AFTER_PERIODS * period)
    return "ok";
  return as_of - synced <= SILENT_AFTER_PERIODS * period ? "stale" : "offline";
}

static void
write_source (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  static const char *const names[] = { "id", "name", "department" };
  ZhihuiFigures           *figures = zhihui_platform_get_figures (request->platform);
  gint64                   period = zhihui_statement_get_integer (row, 3);
  gint64                   synced = zhihui_statement_get_integer (row, 4);

  write_texts (writer, row, names, G_N_ELEMENTS (names));
  zhihui_wire_writer_integer (writer, "period_s", period);
  if (zhihui_statement_is_null (row, 4))
    {
      zhihui_wire_writer_text (writer, "state", "offline");
      zhihui_wire_writer_null (writer, "last_sync_at");
      return;
    }
  zhihui_wire_writer_text (
    writer, "state", judge_source (zhihui_figures_get_as_of (figures), synced, period));
  zhihui_wire_writer_instant (writer, "last_sync_at", synced);
}

/* GET /sources: the systems that deliver, and how long ago they did. */
char *
zhihui_route_sources (ZhihuiRequest *request)
{
  static const char sql[] = "SELECT code, name, department, period_s, last_sync_at"
                            " FROM source_system ORDER BY id";

  return list_rows (request, sql, FALSE, write_source);
}

/* GET /guide: questions to the guide in a period, by the way they were asked. */
char *
zhihui_route_guide (ZhihuiRequest *request)
{
  static const char sql[] =
    "SELECT way, SUM(asked), SUM(answered), SUM(handed_over) FROM guide_count"
    " WHERE at >= ?1 AND at < ?2 GROUP BY way ORDER BY way";
  static const char *const names[] = { "id" };
  static const char *const counts[] = { "asked", "answered", "handed_over" };
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "month", TRUE);
  ZhihuiStatement *row;
  ZhihuiWireWriter writer;

  if (!zhihui_request_sees_whole (request) || !zhihui_request_check (request))
    return NULL;

  row = zhihui_store_prepare (zhihui_platform_get_store (request->platform), sql);
  zhihui_statement_bind_integer (row, 1, period->window.from);
  zhihui_statement_bind_integer (
    row,
    2,
    MIN (period->window.to,
         zhihui_figures_get_as_of (zhihui_platform_get_figures (request->platform))));
  zhihui_request_open_answer (request, &writer);
  zhihui_wire_writer_instant (&writer, "from", period->window.from);
  zhihui_wire_writer_instant (&writer, "to", period->window.to);
  zhihui_wire_writer_open_list (&writer, "items");
  while (zhihui_statement_step (row) == ZHIHUI_STEP_ROW)
    {
      zhihui_wire_writer_open_object (&writer, NULL);
      write_texts (&writer, row, names, G_N_ELEMENTS (names));
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        zhihui_wire_writer_integer (&writer, counts[i], zhihui_statement_get_integer (row, i + 1));
      zhihui_wire_writer_close_object (&writer);
      request->n_rows++;
    }
  return close_items (request, &writer, row);
}

static void
write_staff (ZhihuiRequest *request, ZhihuiWireWriter *writer, ZhihuiStatement *row)
{
  static const char *const names[] = { "region", "kind" };

  write_texts (writer, row, names, G_N_ELEMENTS (names));
  zhihui_wire_writer_integer (writer, "n", zhihui_statement_get_integer (row, 2));
}

/* GET /staff: people and accounts by region. */
char *
zhihui_route_staff (ZhihuiRequest *request)
{
  static const char sql[] = "SELECT r.code, s.kind, s.n FROM region_staff s"
                            " JOIN region r ON r.id = s.region_id WHERE r.code LIKE ?1"
                            " ORDER BY r.code, s.kind";

  return list_rows (request, sql, TRUE, write_staff);
}
