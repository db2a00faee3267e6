/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "zhihui-figures-private.h"
#include "zhihui-request.h"
#include "zhihui-restriction.h"
#include "zhihui-wire-writer.h"
#include "zhihui-wire.h"

#define SMALL_ROWS_LIMIT 500
#define SMALL_ROWS_MAX 20000
#define POINTS_MAX 5000
#define POINT_ZOOM 13     /* from here on each case by itself */
#define CLUSTERS_A_TILE 4 /* along each side of a map tile of 256 pixels */
#define MAX_ZOOM 20

static char *
answer_regions (ZhihuiRequest *request)
{
  const char *region = zhihui_request_get_region (request);
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "today", TRUE);
  ZhihuiMapFigures *all;
  g_autoptr (ZhihuiMapFigures) part = zhihui_map_figures_new ();
  g_auto (ZhihuiPage) page = { 0 };
  char *body;

  zhihui_request_limit_window (request, &period->window, *period->text != '\0', ZHIHUI_ASK_NAMES);
  zhihui_page_read (&page, request, SMALL_ROWS_LIMIT, SMALL_ROWS_MAX);
  if (!zhihui_request_check (request))
    return NULL;

  all = zhihui_page_find (&page, request);
  if (request->status != 0)
    return NULL;
  if (all == NULL)
    {
      all =
        zhihui_figures_make_map (zhihui_platform_get_figures (request->platform), region, period);
      if (!zhihui_request_sees_desk (request))
        zhihui_figures_join_places (all, period->text);
    }

  part->stamp.as_of = all->stamp.as_of;
  part->stamp.revision = g_strdup (all->stamp.revision);
  part->window = all->window;
  part->located = all->located;
  part->unlocated = all->unlocated;
  part->n_withheld = all->n_withheld;
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    {
      part->rates[i] = all->rates[i];
      part->rates[i].period = g_strdup (all->rates[i].period);
    }
  g_ptr_array_unref (part->items);
  part->items = zhihui_page_borrow (&page, all->items);
  request->n_rows = part->items->len;
  body = zhihui_wire_encode_map_figures (part, zhihui_platform_get_zone (request->platform));
  zhihui_page_turn (
    &page, request, all, (GDestroyNotify) zhihui_map_figures_unref, all->items->len);
  return zhihui_page_put_next (body, request->next);
}

/* ---- points: for desks ---- */

/* A part of the world, degrees of WGS 84. */
typedef struct
{
  double west, south, east, north;
} Box;

static gboolean
read_box (ZhihuiRequest *request, const char *text, Box *box)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double numbers[4];

  if (g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      char *end = NULL;

      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (*parts[i] == '\0' || *end != '\0' || !isfinite (numbers[i]))
        return FALSE;
    }

  *box = (Box){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return box->west < box->east && box->south < box->north && box->west >= -180 &&
         box->east <= 180 && box->south >= -90 && box->north <= 90;
}

/* Cases that lie together. */
typedef struct
{
  double lon, lat; /* sums */
  guint  n, overdue;
  gint64 id; /* of the only one */
  guint8 state;
} Cluster;

/* Square of the grid that a place falls into; one of its own from POINT_ZOOM on. */
static gint64
find_square (const ZhihuiCaseRow *one, guint zoom, guint n_found)
{
  double side = 360.0 / (double) (CLUSTERS_A_TILE << zoom);

  if (zoom >= POINT_ZOOM)
    return n_found;
  return (gint64) floor ((one->lon + 180) / side) * G_GINT64_CONSTANT (1000000000) +
         (gint64) floor ((one->lat + 90) / side);
}

static void
add_to_square (GHashTable          *squares,
               GArray              *clusters,
               const ZhihuiCaseRow *one,
               gint64               square,
               gboolean             is_overdue)
{
  gpointer index;
  Cluster *cluster;

  if (!g_hash_table_lookup_extended (squares, &square, NULL, &index))
    {
      Cluster new = { .id = one->id, .state = one->state };

      index = GUINT_TO_POINTER (clusters->len);
      g_array_append_val (clusters, new);
      g_hash_table_insert (squares, g_memdup2 (&square, sizeof square), index);
    }
  cluster = &g_array_index (clusters, Cluster, GPOINTER_TO_UINT (index));
  cluster->lon += one->lon;
  cluster->lat += one->lat;
  cluster->n++;
  cluster->overdue += is_overdue;
}

static gboolean
is_in (const ZhihuiCaseRow *one, const Box *box)
{
  return !isnan (one->lon) && one->lon >= box->west && one->lon < box->east &&
         one->lat >= box->south && one->lat < box->north;
}

/* By the work that is open on it now. */
static gboolean
is_overdue (const ZhihuiLedger *ledger, const ZhihuiCaseRow *one, gint64 as_of)
{
  return one->current != ZHIHUI_NO_INDEX &&
         zhihui_assignment_is_overdue (
           &g_array_index (ledger->assignments, ZhihuiAssignment, one->current), as_of);
}

/* Open cases with a place, those that the asker may see one by one. */
static GArray *
find_clusters (
  ZhihuiRequest *request, const char *region, const Box *box, guint zoom, guint *n_found)
{
  ZhihuiFigures       *figures = zhihui_platform_get_figures (request->platform);
  const ZhihuiLedger  *ledger = zhihui_platform_get_ledger (request->platform);
  const GArray        *cases = ledger->cases;
  g_autofree gboolean *regions = zhihui_figures_find_regions (figures, region);
  g_autoptr (ZhihuiRestriction) restriction = zhihui_restriction_new (request);
  g_autoptr (GHashTable) squares =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  *n_found = 0;
  for (guint i = 0; i < cases->len; i++)
    {
      const ZhihuiCaseRow *one = &g_array_index (cases, ZhihuiCaseRow, i);

      if (one->state >= ZHIHUI_CASE_REPLIED || !is_in (one, box) ||
          !zhihui_case_is_in (one, regions) || zhihui_restriction_covers (restriction, one))
        continue;
      add_to_square (squares,
                     clusters,
                     one,
                     find_square (one, zoom, *n_found),
                     is_overdue (ledger, one, zhihui_figures_get_as_of (figures)));
      (*n_found)++;
    }
  return clusters;
}

static void
write_cluster (ZhihuiWireWriter *writer, const Cluster *cluster)
{
  zhihui_wire_writer_open_object (writer, NULL);
  zhihui_wire_writer_number (writer, "lon", cluster->lon / cluster->n);
  zhihui_wire_writer_number (writer, "lat", cluster->lat / cluster->n);
  zhihui_wire_writer_integer (writer, "n", cluster->n);
  if (cluster->overdue > 0)
    zhihui_wire_writer_integer (writer, "overdue", cluster->overdue);
  if (cluster->n == 1)
    {
      g_autofree char *id = g_strdup_printf ("c-%" G_GINT64_FORMAT, cluster->id);

      zhihui_wire_writer_text (writer, "id", id);
      zhihui_wire_writer_text (
        writer, "state", zhihui_case_state_get_id ((ZhihuiCaseState) cluster->state));
    }
  zhihui_wire_writer_close_object (writer);
}

static char *
answer_points (ZhihuiRequest *request, const char *text)
{
  ZhihuiFigures   *figures = zhihui_platform_get_figures (request->platform);
  const char      *region = zhihui_request_get_region (request);
  gint64           zoom = POINT_ZOOM;
  Box              box = { 0 };
  guint            n_found, n;
  ZhihuiWireWriter writer;
  g_autoptr (GArray) clusters = NULL;

  if (!zhihui_request_sees_desk (request))
    zhihui_request_refuse (
      request, 403, "insufficient_scope", "a wall is told figures by region, no places");
  if (!read_box (request, text, &box))
    zhihui_query_add_fault (request->query, "bbox", "not_west_south_east_north");
  zhihui_query_get_number (request->query, "zoom", 0, MAX_ZOOM, &zoom);
  if (!zhihui_request_check (request))
    return NULL;

  clusters = find_clusters (request, region, &box, (guint) zoom, &n_found);
  n = MIN (clusters->len, POINTS_MAX);
  zhihui_wire_writer_init (&writer, zhihui_platform_get_zone (request->platform));
  zhihui_wire_writer_open_object (&writer, NULL);
  zhihui_wire_writer_stamp (
    &writer, zhihui_figures_get_as_of (figures), zhihui_figures_get_revision (figures));
  zhihui_wire_writer_integer (&writer, "number_matched", n_found);
  zhihui_wire_writer_integer (&writer, "number_returned", n);
  zhihui_wire_writer_open_list (&writer, "items");
  for (guint i = 0; i < n; i++)
    write_cluster (&writer, &g_array_index (clusters, Cluster, i));
  zhihui_wire_writer_close_list (&writer);
  zhihui_wire_writer_null (&writer, "next");
  zhihui_wire_writer_close_object (&writer);
  request->n_rows = n;
  return zhihui_wire_writer_finish (&writer);
}

/* GET /map/cases: figures by region; with bbox, for a desk, the places of open cases. */
char *
zhihui_route_map (ZhihuiRequest *request)
{
  const char *box = zhihui_query_get_text (request->query, "bbox", 128);

  return box != NULL ? answer_points (request, box) : answer_regions (request);
}
