/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-page-wants.h"

#include "zhihui-error.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-page.h"
#include "zhihui-wall-shelf.h"

#include <glib/gi18n-lib.h>

#define EVERY_PEER "*"
#define EVERY_LAYER "*"

/* Rows at either end of a board whose height is not yet known. */
#define MANY_ROWS 14

/* The least that a row of a board is high, in u. */
#define ROW_U 42.0
#define TALL_ROW_U 58.0

/* Rows that are hidden by a tie, and one more for the end of it. */
#define SPARE_ROWS 2

/**
 * zhihui_page_wants_init:
 * @wants: (out)
 *
 * What every page needs, and nothing else: zone, clock, peers.
 */
void
zhihui_page_wants_init (ZhihuiWants *wants)
{
  *wants = (ZhihuiWants){ .datasets = 1u << ZHIHUI_DATASET_META };
}

/* Rows at either end of the board: as many as it has room for; 0 is all. */
static guint
count_rows (const ZhihuiPagePanel *panel, const ZhihuiPlace *place, double unit, gboolean tall)
{
  guint n_rows = MANY_ROWS;

  if (zhihui_panel_kind_get (panel->panel)->is_whole)
    return 0;
  if (place != NULL)
    n_rows = (guint) (place->height / unit / (tall ? TALL_ROW_U : ROW_U)) + SPARE_ROWS;
  /* It turns through all. */
  if (place != NULL && panel->options.top > n_rows)
    return 0;
  if (panel->options.top > 0)
    n_rows = MIN (n_rows, panel->options.top + SPARE_ROWS);
  return n_rows;
}

/* 0 is all. */
static guint
get_longer (guint a, guint b)
{
  return a == 0 || b == 0 ? 0 : MAX (a, b);
}

static gboolean
is_of_way (const ZhihuiBoardAsked *asked, const ZhihuiBoardKey *key)
{
  return asked->board == key->board && g_strcmp0 (asked->way, key->way) == 0;
}

/* A situation has one place for a board, a peer group and a way: whoever shows it gets the rows of
 * who shows most of it, be it in the turn of all groups. FALSE: nobody wanted it before. */
static gboolean
join_board (ZhihuiWants *wants, const ZhihuiBoardKey *key, guint *n_rows)
{
  gboolean is_found = FALSE;

  for (guint i = 0; i < wants->n_rankings; i++)
    {
      const ZhihuiBoardAsked *asked = &wants->rankings[i];
      gboolean                is_same = g_str_equal (asked->peer, key->peer);

      if (!is_of_way (asked, key) || (!is_same && !g_str_equal (asked->peer, EVERY_PEER)))
        continue;
      *n_rows = get_longer (*n_rows, asked->first);
      is_found = is_found || is_same;
    }
  for (guint i = 0; i < wants->n_rankings; i++)
    {
      ZhihuiBoardAsked *asked = &wants->rankings[i];

      if (is_of_way (asked, key) &&
          (g_str_equal (asked->peer, key->peer) || g_str_equal (key->peer, EVERY_PEER)))
        asked->first = asked->last = get_longer (asked->first, *n_rows);
    }
  return is_found;
}

static gboolean
add_board (ZhihuiWants           *wants,
           const ZhihuiPagePanel *panel,
           guint                  n_rows,
           ZhihuiWallFile        *page,
           GError               **error)
{
  const ZhihuiBoardKey key =
    zhihui_panel_kind_make_board_key (panel->panel, &panel->options, EVERY_PEER);
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (zhihui_board_get_metric (key.board));

  if (join_board (wants, &key, &n_rows))
    return TRUE;
  if (wants->n_rankings == G_N_ELEMENTS (wants->rankings))
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("page '%s', panel '%s': a wall reads at most %u boards"),
                   zhihui_wall_file_get_name (page),
                   panel->name,
                   (guint) G_N_ELEMENTS (wants->rankings));
      return FALSE;
    }
  wants->rankings[wants->n_rankings++] =
    (ZhihuiBoardAsked){ .board = key.board,
                        .peer = key.peer,
                        .way = key.way,
                        .period = panel->options.period,
                        .order = traits->is_share ? panel->options.order : ZHIHUI_ORDER_RAW,
                        .first = n_rows,
                        .last = n_rows };
  return TRUE;
}

/**
 * zhihui_page_wants_add_layer:
 * @wants: (inout): of others that were added before
 * @layer: an id, "kind:WORD" or "*"; borrowed by @wants
 *
 * The places of that layer, beside those that are wanted already; nothing when it is among them or
 * there is no room.
 */
void
zhihui_page_wants_add_layer (ZhihuiWants *wants, const char *layer)
{
  for (guint i = 0; i < wants->n_layers; i++)
    if (g_str_equal (wants->layers[i], layer))
      return;
  if (wants->n_layers < G_N_ELEMENTS (wants->layers))
    wants->layers[wants->n_layers++] = layer;
}

/* The places of a layer are read where a panel shows them. */
static void
add_layer_of (ZhihuiWants *wants, const ZhihuiPagePanel *panel)
{
  if (panel->panel == ZHIHUI_PANEL_LAYER)
    zhihui_page_wants_add_layer (wants,
                                 panel->options.layer != NULL ? panel->options.layer : EVERY_LAYER);
}

/**
 * zhihui_page_wants_add_every_layer:
 * @wants: gets all layers of points, with their places
 */
void
zhihui_page_wants_add_every_layer (ZhihuiWants *wants)
{
  wants->datasets |= 1u << ZHIHUI_DATASET_LAYERS;
  wants->layers[0] = EVERY_LAYER;
  wants->n_layers = 1;
}

static const ZhihuiPlace *
find_place (ZhihuiWallPage *page, guint number)
{
  guint              n = 0;
  const ZhihuiPlace *places = page != NULL ? zhihui_wall_page_get_places (page, &n) : NULL;

  for (guint i = 0; i < n; i++)
    if (places[i].number == number)
      return &places[i];
  return NULL;
}

/**
 * zhihui_page_wants_add:
 * @wants: (inout): of pages that were added before
 * @width: of the canvas in px; 0 when it is not yet known
 * @unit: px of a layout unit; 0: by the size
 * @error: return location for %ZHIHUI_ERROR_INVALID: there are more boards than a wall reads; what
 *   could be added was added
 *
 * What the panels of @page show: their datasets, and of a board its ends only.
 */
gboolean
zhihui_page_wants_add (
  ZhihuiWants *wants, ZhihuiWallFile *file, int width, int height, double unit, GError **error)
{
  g_autoptr (ZhihuiWallPage) page = NULL;
  guint                  n_panels;
  const ZhihuiPagePanel *panels = zhihui_wall_file_get_panels (file, &n_panels);
  gboolean               all = TRUE;

  if (width > 0 && height > 0)
    page = zhihui_wall_page_new_of (file, width, height, unit, NULL);
  for (guint i = 0; i < n_panels; i++)
    {
      const ZhihuiPlace *place = find_place (page, i);
      ZhihuiBoard        board = zhihui_panel_kind_get_board (panels[i].panel, &panels[i].options);
      guint              n_rows;

      if (page != NULL && place == NULL)
        continue;
      wants->datasets |= zhihui_panel_kind_get_datasets (panels[i].panel, &panels[i].options);
      add_layer_of (wants, &panels[i]);
      if (board == ZHIHUI_N_BOARDS)
        continue;
      n_rows =
        count_rows (&panels[i],
                    place,
                    page != NULL ? zhihui_theme_get_unit (zhihui_wall_page_get_theme (page)) : 1,
                    page != NULL && zhihui_wall_page_is_tall (page));
      all = add_board (wants, &panels[i], n_rows, file, all ? error : NULL) && all;
    }
  return all;
}

/**
 * zhihui_page_wants_of_shipped:
 * @name: (nullable): of a page that is shipped; NULL: all of them
 * @width: of the canvas in px; 0 when it is not yet known
 * @wants: (out)
 *
 * What the pages show that come with the program.
 */
void
zhihui_page_wants_of_shipped (const char *name, int width, int height, ZhihuiWants *wants)
{
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);

  zhihui_page_wants_init (wants);
  for (guint i = 0; i < zhihui_wall_shelf_get_n_pages (shelf); i++)
    {
      ZhihuiWallFile *file = zhihui_wall_shelf_get_page (shelf, i);

      if (name == NULL || g_str_equal (zhihui_wall_file_get_name (file), name))
        zhihui_page_wants_add (wants, file, width, height, 0, NULL);
    }
}
