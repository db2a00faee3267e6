/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-page.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-mesh-builder.h"
#include "zhihui-panel-kinds.h"
#include "zhihui-wall-cover.h"
#include "zhihui-wall-layout.h"
#include "zhihui-wall-shelf.h"

struct _ZhihuiWallPage
{
  ZhihuiWallFile         *file;          /* owned */
  const ZhihuiWallLayout *layout;        /* borrowed from @file */
  ZhihuiTheme            *theme;         /* owned */
  GArray                 *places;        /* (element-type ZhihuiPlace), owned */
  GPtrArray              *maps;          /* (element-type ZhihuiMapPanel), owned, never empty */
  int                     width, height; /* px */
  ZhihuiSeams             seams;         /* px */
};

static const ZhihuiPlace *
find_place (ZhihuiWallPage *self, guint number)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const ZhihuiPlace *place = &g_array_index (self->places, ZhihuiPlace, i);

      if (place->number == number)
        return place;
    }
  return NULL;
}

static gboolean
has_judged_board (const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    if (zhihui_panel_kind_is_judged_board (g_array_index (places, ZhihuiPlace, i).panel))
      return TRUE;
  return FALSE;
}

/* Each map has a memory of its own. The first one also stands for a page that has none. */
static void
make_maps (ZhihuiWallPage *self)
{
  gboolean has_boards = has_judged_board (self->places);

  self->maps = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_map_panel_free);
  for (guint i = 0; i < self->places->len; i++)
    {
      const ZhihuiPlace *place = &g_array_index (self->places, ZhihuiPlace, i);
      ZhihuiMapPanel    *map;

      if (place->panel != ZHIHUI_PANEL_MAP)
        continue;
      map = zhihui_map_panel_new ();
      zhihui_map_panel_set_board (map, place->options->metric);
      g_ptr_array_add (self->maps, map);
    }
  if (self->maps->len == 0)
    g_ptr_array_add (self->maps, zhihui_map_panel_new ());
  for (guint i = 0; i < self->maps->len; i++)
    zhihui_map_panel_set_has_boards (self->maps->pdata[i], has_boards);
}

/**
 * zhihui_wall_page_new_spanning:
 * @file: (transfer none): what the page is
 * @width_px: of the canvas
 * @height_px: of the canvas
 * @unit: px a layout unit; ≤ 0: what fits, 1.0 for 1920×1080
 * @seams: (nullable): edges of monitors, over which nothing is written
 *
 * Returns: (transfer full): the page, or NULL with %ZHIHUI_ERROR_INVALID for a canvas on which it
 * has no room
 */
ZhihuiWallPage *
zhihui_wall_page_new_spanning (ZhihuiWallFile    *file,
                               int                width_px,
                               int                height_px,
                               double             unit,
                               const ZhihuiSeams *seams,
                               GError           **error)
{
  const ZhihuiWallLayout *layout;
  const ZhihuiPagePanel  *panels;
  guint                   n_panels;
  ZhihuiWallPage         *self;
  GArray                 *places;

  g_return_val_if_fail (file != NULL, NULL);

  if (width_px < 64 || height_px < 64 || width_px > 32767 || height_px > 32767)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%dx%d pixels are no size of a wall: 64 to 32767 each"),
                   width_px,
                   height_px);
      return NULL;
    }
  layout =
    zhihui_wall_layout_choose (zhihui_wall_file_get_layouts (file), width_px, height_px, &unit);
  panels = zhihui_wall_file_get_panels (file, &n_panels);
  places =
    zhihui_wall_layout_place (layout, panels, n_panels, width_px, height_px, unit, seams, error);
  if (places == NULL)
    return NULL;

  self = g_new0 (ZhihuiWallPage, 1);
  self->file = zhihui_wall_file_ref (file);
  self->layout = layout;
  self->theme = zhihui_theme_new (ZHIHUI_THEME_WALL, unit);
  self->places = places;
  make_maps (self);
  self->width = width_px;
  self->height = height_px;
  if (seams != NULL)
    self->seams = *seams;
  return self;
}

/**
 * zhihui_wall_page_new_of:
 *
 * Returns: (transfer full): as zhihui_wall_page_new_spanning (), on one monitor
 */
ZhihuiWallPage *
zhihui_wall_page_new_of (
  ZhihuiWallFile *file, int width_px, int height_px, double unit, GError **error)
{
  return zhihui_wall_page_new_spanning (file, width_px, height_px, unit, NULL, error);
}

/**
 * zhihui_wall_page_new:
 * @name: of a page that is shipped: "overview"
 * @width_px: of the canvas
 * @height_px: of the canvas
 * @unit: px a layout unit; ≤ 0: what fits
 *
 * Returns: (transfer full): as zhihui_wall_page_new_of (), or NULL with %ZHIHUI_ERROR_NOT_FOUND for
 * a name that is none
 */
ZhihuiWallPage *
zhihui_wall_page_new (const char *name, int width_px, int height_px, double unit, GError **error)
{
  g_autoptr (ZhihuiWallFile) file = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  file = zhihui_wall_shelf_dup_shipped (name);
  if (file == NULL)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no page '%s'"), name);
      return NULL;
    }
  return zhihui_wall_page_new_of (file, width_px, height_px, unit, error);
}

void
zhihui_wall_page_free (ZhihuiWallPage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->maps);
  g_array_unref (self->places);
  zhihui_theme_free (self->theme);
  zhihui_wall_file_unref (self->file);
  g_free (self);
}

/**
 * zhihui_wall_page_set_outlines:
 * @outlines: (element-type ZhihuiOutline) (nullable): borders of the regions; NULL: the map is a
 * schematic grid of hexagons
 *
 * Prepares them at once: for many corners make a mesh in a thread, and give it to the map.
 */
void
zhihui_wall_page_set_outlines (ZhihuiWallPage *self, GPtrArray *outlines)
{
  g_autoptr (ZhihuiMesh) mesh = NULL;

  g_return_if_fail (self != NULL);

  if (outlines != NULL && outlines->len > 0)
    mesh = zhihui_mesh_build (outlines, NULL, NULL, NULL);
  zhihui_wall_page_set_mesh (self, mesh);
}

/**
 * zhihui_wall_page_set_mesh:
 * @mesh: (nullable): borders of the regions; NULL: the map is a schematic grid of hexagons
 *
 * Gives it to every map of the page.
 */
void
zhihui_wall_page_set_mesh (ZhihuiWallPage *self, ZhihuiMesh *mesh)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->maps->len; i++)
    zhihui_map_panel_set_mesh (self->maps->pdata[i], mesh);
}

/**
 * zhihui_wall_page_set_map_settings:
 * @settings: (transfer none) (nullable): how classes are made; NULL: as usual
 *
 * Tells them to every map of the page; which figure is shown, to the first.
 */
void
zhihui_wall_page_set_map_settings (ZhihuiWallPage *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->maps->len; i++)
    zhihui_map_panel_set_settings (self->maps->pdata[i], settings);
  if (settings != NULL && settings->has_board)
    zhihui_map_panel_set_board (self->maps->pdata[0], settings->board);
}

/**
 * zhihui_wall_page_set_patient:
 * @laid: (scope notified): called when a map can be drawn with hexagons that took their time
 *
 * No map of the page waits for hexagons.
 */
void
zhihui_wall_page_set_patient (ZhihuiWallPage *self, ZhihuiHexMadeFunc laid, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->maps->len; i++)
    zhihui_map_panel_set_patient (self->maps->pdata[i], laid, user_data);
}

/**
 * zhihui_wall_page_set_parent:
 * @parent: (nullable): code of the region whose parts are shown; NULL: of the whole
 *
 * Tells it to every map of the page.
 */
void
zhihui_wall_page_set_parent (ZhihuiWallPage *self, const char *parent)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->maps->len; i++)
    zhihui_map_panel_set_parent (self->maps->pdata[i], parent);
}

/**
 * zhihui_wall_page_get_map:
 *
 * Returns: (transfer none): what the first map panel of the page shows, to be told
 */
ZhihuiMapPanel *
zhihui_wall_page_get_map (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->maps->pdata[0];
}

const ZhihuiPlace *
zhihui_wall_page_get_places (ZhihuiWallPage *self, guint *n_places)
{
  g_return_val_if_fail (self != NULL && n_places != NULL, NULL);

  *n_places = self->places->len;
  return &g_array_index (self->places, ZhihuiPlace, 0);
}

/**
 * zhihui_wall_page_has_seams:
 *
 * Returns: whether edges of monitors cross the page
 */
gboolean
zhihui_wall_page_has_seams (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !zhihui_seams_is_empty (&self->seams);
}

/**
 * zhihui_wall_page_is_tall:
 *
 * Returns: whether rows of boards have two lines
 */
gboolean
zhihui_wall_page_is_tall (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->layout->tall;
}

const ZhihuiTheme *
zhihui_wall_page_get_theme (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->theme;
}

int
zhihui_wall_page_get_width (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

int
zhihui_wall_page_get_height (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/* What the map panel of that number shows; NULL: it is no map. */
static ZhihuiMapPanel *
find_map (ZhihuiWallPage *self, guint number)
{
  guint n_before = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const ZhihuiPlace *place = &g_array_index (self->places, ZhihuiPlace, i);

      if (place->panel != ZHIHUI_PANEL_MAP)
        continue;
      if (place->number == number)
        return self->maps->pdata[n_before];
      n_before++;
    }
  return NULL;
}

static ZhihuiPicture *
draw_sketch (ZhihuiWallPage     *self,
             ZhihuiSketch       *sketch,
             ZhihuiSituation    *situation,
             const ZhihuiMoment *moment,
             double              width,
             double              height)
{
  sketch->situation = situation;
  sketch->moment = moment;
  sketch->theme = self->theme;
  sketch->palette = zhihui_theme_get_palette (self->theme);
  sketch->u = zhihui_theme_get_unit (self->theme);
  sketch->width = width / sketch->u;
  sketch->height = height / sketch->u;
  sketch->tall = self->layout->tall;
  sketch->page = zhihui_wall_file_get_title (self->file);
  sketch->places = zhihui_wall_page_get_places (self, &sketch->n_places);
  sketch->zone = situation != NULL ? zhihui_situation_get_zone (situation) : NULL;
  sketch->picture = zhihui_picture_new (self->theme, width, height);
  zhihui_panel_kind_get (sketch->panel)->draw (sketch);
  return sketch->picture;
}

/**
 * zhihui_wall_page_draw_kind:
 * @panel: a kind, as a page has it that says nothing of it
 * @situation: (nullable): NULL: nothing was read yet
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): the look of such a panel at the moment; it borrows the theme of the
 * page
 */
ZhihuiPicture *
zhihui_wall_page_draw_kind (ZhihuiWallPage     *self,
                            ZhihuiPanel         panel,
                            ZhihuiSituation    *situation,
                            const ZhihuiMoment *moment,
                            double              width,
                            double              height)
{
  ZhihuiPanelOptions options = { 0 };
  ZhihuiSketch       sketch = { .panel = panel, .options = &options };

  g_return_val_if_fail (self != NULL && moment != NULL && panel < ZHIHUI_N_PANELS, NULL);

  options.metric = zhihui_panel_kind_get (panel)->metric;
  sketch.map = self->maps->pdata[0];
  return draw_sketch (self, &sketch, situation, moment, width, height);
}

/* What a panel is drawn of when its size is tried. */
typedef struct
{
  ZhihuiWallPage     *page;
  ZhihuiSketch       *sketch;
  ZhihuiSituation    *situation;
  const ZhihuiMoment *moment;
  double              width, height; /* px: of the panel */
} Drawing;

static ZhihuiPicture *
draw_so_large (gpointer user_data, double width, double height)
{
  const Drawing *self = user_data;
  ZhihuiSketch   sketch = *self->sketch;

  if (width < self->width)
    sketch.seams.upright.n = 0;
  if (height < self->height)
    sketch.seams.level.n = 0;
  return draw_sketch (self->page, &sketch, self->situation, self->moment, width, height);
}

static void
cut_seams (const ZhihuiWallPage *self, const ZhihuiPlace *place, ZhihuiSeams *cut)
{
  double margin = ZHIHUI_SEAM_MARGIN * zhihui_theme_get_unit (self->theme);

  zhihui_seam_list_cut (&self->seams.upright, place->x, place->width, margin, &cut->upright);
  zhihui_seam_list_cut (&self->seams.level, place->y, place->height, margin, &cut->level);
}

/* A map that was moved lies elsewhere for those, too, who point at it. */
static ZhihuiPicture *
finish_fold (ZhihuiSeamFold *fold, ZhihuiMapPanel *map)
{
  ZhihuiPicture *picture = zhihui_seam_fold_draw (fold);
  ZhihuiMapBox   body;

  if (map != NULL && zhihui_map_panel_get_body (map, &body))
    {
      body.x += fold->x;
      body.y += fold->y;
      zhihui_map_panel_set_body (map, &body);
    }
  return picture;
}

/**
 * zhihui_wall_page_draw_panel:
 * @number: of a panel that has a place
 * @situation: (nullable): NULL: nothing was read yet
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): the look of the panel at the moment; it borrows the theme of the page
 */
ZhihuiPicture *
zhihui_wall_page_draw_panel (ZhihuiWallPage     *self,
                             guint               number,
                             ZhihuiSituation    *situation,
                             const ZhihuiMoment *moment,
                             double              width,
                             double              height)
{
  const ZhihuiPlace *place;
  ZhihuiSketch       sketch = { 0 };
  Drawing            drawing = { self, &sketch, situation, moment, width, height };
  ZhihuiSeamFold     fold = { .draw = draw_so_large, .drawing = &drawing };

  g_return_val_if_fail (self != NULL && moment != NULL, NULL);
  place = find_place (self, number);
  g_return_val_if_fail (place != NULL, NULL);

  sketch.panel = place->panel;
  sketch.options = place->options;
  sketch.map = find_map (self, number);
  cut_seams (self, place, &fold.seams);
  if (zhihui_seams_is_empty (&fold.seams))
    return draw_sketch (self, &sketch, situation, moment, width, height);

  sketch.seams = fold.seams;
  fold.manner = zhihui_panel_kind_get (place->panel)->seams;
  fold.u = zhihui_theme_get_unit (self->theme);
  fold.width = width;
  fold.height = height;
  return finish_fold (&fold, sketch.map);
}

static void
paint_past_frame (ZhihuiWallPage *self, cairo_t *cr)
{
  const ZhihuiRgba     *band = &zhihui_theme_get_palette (self->theme)->band;
  cairo_rectangle_int_t bars[4];

  zhihui_wall_past_frame_place (
    zhihui_theme_get_unit (self->theme), self->width, self->height, bars);
  cairo_set_source_rgb (cr, band->red, band->green, band->blue);
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    cairo_rectangle (cr, bars[i].x, bars[i].y, bars[i].width, bars[i].height);
  cairo_fill (cr);
}

/**
 * zhihui_wall_page_paint:
 *
 * Paints ground and panels of the whole page.
 */
void
zhihui_wall_page_paint (ZhihuiWallPage     *self,
                        cairo_t            *cr,
                        ZhihuiSituation    *situation,
                        const ZhihuiMoment *moment)
{
  const ZhihuiRgba *ground;

  g_return_if_fail (self != NULL && cr != NULL && moment != NULL);

  ground = &zhihui_theme_get_palette (self->theme)->ground;
  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_fill (cr);
  for (guint i = 0; i < self->places->len; i++)
    {
      const ZhihuiPlace *place = &g_array_index (self->places, ZhihuiPlace, i);
      g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
        self, place->number, situation, moment, place->width, place->height);

      cairo_save (cr);
      cairo_translate (cr, place->x, place->y);
      zhihui_picture_paint (picture, cr);
      cairo_restore (cr);
    }
  if (situation != NULL && zhihui_situation_is_past (situation))
    paint_past_frame (self, cr);
}
