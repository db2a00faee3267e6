/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-page.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-mesh-builder.h"
#include "zhihui-sketch.h"
#include "zhihui-wall-layout.h"

struct _ZhihuiWallPage
{
  const ZhihuiWallLayout *layout;
  ZhihuiTheme            *theme;         /* owned */
  GArray                 *places;        /* (element-type ZhihuiPlace), owned */
  ZhihuiMapPanel         *map;           /* owned */
  int                     width, height; /* px */
};

static gboolean
has_judged_board (const GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      ZhihuiPanel panel = g_array_index (places, ZhihuiPlace, i).panel;

      if (panel == ZHIHUI_PANEL_OVERDUE || panel == ZHIHUI_PANEL_RETURN ||
          panel == ZHIHUI_PANEL_SATISFIED)
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_wall_page_new:
 * @name: "overview"
 * @width_px: of the canvas
 * @height_px: of the canvas
 * @unit: px a layout unit; ≤ 0: what fits, 1.0 for 1920×1080
 *
 * Returns: (transfer full): the page, or NULL with %ZHIHUI_ERROR_NOT_FOUND for a name that is none,
 * %ZHIHUI_ERROR_INVALID for a canvas on which it has no room
 */
ZhihuiWallPage *
zhihui_wall_page_new (const char *name, int width_px, int height_px, double unit, GError **error)
{
  const ZhihuiWallLayout *layout;
  ZhihuiWallPage         *self;
  GArray                 *places;

  g_return_val_if_fail (name != NULL, NULL);

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
  layout = zhihui_wall_layout_find (name, width_px, height_px, &unit);
  if (layout == NULL)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no page '%s'"), name);
      return NULL;
    }
  places = zhihui_wall_layout_place (layout, width_px, height_px, unit, error);
  if (places == NULL)
    return NULL;

  self = g_new0 (ZhihuiWallPage, 1);
  self->layout = layout;
  self->theme = zhihui_theme_new (ZHIHUI_THEME_WALL, unit);
  self->places = places;
  self->map = zhihui_map_panel_new ();
  zhihui_map_panel_set_has_boards (self->map, has_judged_board (places));
  self->width = width_px;
  self->height = height_px;
  return self;
}

void
zhihui_wall_page_free (ZhihuiWallPage *self)
{
  if (self == NULL)
    return;

  zhihui_map_panel_free (self->map);
  g_array_unref (self->places);
  zhihui_theme_free (self->theme);
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
  zhihui_map_panel_set_mesh (self->map, mesh);
}

/**
 * zhihui_wall_page_get_map:
 *
 * Returns: (transfer none): what the map panel of the page shows, to be told
 */
ZhihuiMapPanel *
zhihui_wall_page_get_map (ZhihuiWallPage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->map;
}

const ZhihuiPlace *
zhihui_wall_page_get_places (ZhihuiWallPage *self, guint *n_places)
{
  g_return_val_if_fail (self != NULL && n_places != NULL, NULL);

  *n_places = self->places->len;
  return &g_array_index (self->places, ZhihuiPlace, 0);
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

const char *
zhihui_panel_get_title (ZhihuiPanel panel)
{
  static const char *const titles[ZHIHUI_N_PANELS] = {
    [ZHIHUI_PANEL_HEAD] = NC_ ("panel", "Header"),
    [ZHIHUI_PANEL_KPI] = NC_ ("panel", "Key figures"),
    [ZHIHUI_PANEL_VOLUME] = NC_ ("panel", "Cases handled"),
    [ZHIHUI_PANEL_OVERDUE] = NC_ ("panel", "Overdue rate"),
    [ZHIHUI_PANEL_RETURN] = NC_ ("panel", "Return rate"),
    [ZHIHUI_PANEL_SATISFIED] = NC_ ("panel", "Satisfaction"),
    [ZHIHUI_PANEL_MAP] = NC_ ("panel", "Where cases arise"),
    [ZHIHUI_PANEL_DEADLINES] = NC_ ("panel", "Deadlines"),
    [ZHIHUI_PANEL_HOT_WORDS] = NC_ ("panel", "Hot words"),
    [ZHIHUI_PANEL_CHANNELS] = NC_ ("panel", "Channels"),
    [ZHIHUI_PANEL_MEETINGS] = NC_ ("panel", "Case reviews"),
    [ZHIHUI_PANEL_ALERTS] = NC_ ("panel", "Alerts"),
  };

  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "panel", titles[panel]);
}

static void
draw_content (ZhihuiWallPage *self, ZhihuiSketch *sketch)
{
  switch (sketch->panel)
    {
    case ZHIHUI_PANEL_HEAD:
      zhihui_panel_head_draw (sketch);
      break;
    case ZHIHUI_PANEL_KPI:
      zhihui_panel_kpi_draw (sketch);
      break;
    case ZHIHUI_PANEL_VOLUME:
    case ZHIHUI_PANEL_OVERDUE:
    case ZHIHUI_PANEL_RETURN:
    case ZHIHUI_PANEL_SATISFIED:
      zhihui_panel_board_draw (sketch, (ZhihuiBoard) (sketch->panel - ZHIHUI_PANEL_VOLUME));
      break;
    case ZHIHUI_PANEL_MAP:
      zhihui_panel_map_draw (sketch, self->map);
      break;
    case ZHIHUI_PANEL_DEADLINES:
      zhihui_panel_deadlines_draw (sketch);
      break;
    case ZHIHUI_PANEL_HOT_WORDS:
      zhihui_panel_hot_words_draw (sketch);
      break;
    case ZHIHUI_PANEL_CHANNELS:
      zhihui_panel_channels_draw (sketch);
      break;
    case ZHIHUI_PANEL_MEETINGS:
      zhihui_panel_meetings_draw (sketch);
      break;
    case ZHIHUI_PANEL_ALERTS:
      zhihui_panel_alerts_draw (sketch);
      break;
    case ZHIHUI_N_PANELS:
    default:
      g_return_if_reached ();
    }
}

/**
 * zhihui_wall_page_draw_panel:
 * @situation: (nullable): NULL: nothing was read yet
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): the look of the panel at the moment; it borrows the theme of the page
 */
ZhihuiPicture *
zhihui_wall_page_draw_panel (ZhihuiWallPage     *self,
                             ZhihuiPanel         panel,
                             ZhihuiSituation    *situation,
                             const ZhihuiMoment *moment,
                             double              width,
                             double              height)
{
  ZhihuiSketch sketch = { .panel = panel, .situation = situation, .moment = moment };

  g_return_val_if_fail (self != NULL && moment != NULL && panel < ZHIHUI_N_PANELS, NULL);

  sketch.theme = self->theme;
  sketch.palette = zhihui_theme_get_palette (self->theme);
  sketch.u = zhihui_theme_get_unit (self->theme);
  sketch.width = width / sketch.u;
  sketch.height = height / sketch.u;
  sketch.tall = self->layout->tall;
  sketch.page = self->layout->name;
  sketch.zone = situation != NULL ? zhihui_situation_get_zone (situation) : NULL;
  sketch.picture = zhihui_picture_new (self->theme, width, height);
  draw_content (self, &sketch);
  return sketch.picture;
}

/**
 * zhihui_panel_ticks:
 *
 * Returns: whether the panel shows a clock, a countdown or an age
 */
gboolean
zhihui_panel_ticks (ZhihuiPanel panel, ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiState state;

  if (panel == ZHIHUI_PANEL_HEAD)
    return TRUE;
  if (situation == NULL)
    return FALSE;

  state = zhihui_situation_judge_source (situation, now_us, NULL).state;
  if (state == ZHIHUI_STATE_LATE || state == ZHIHUI_STATE_ERROR)
    return TRUE;
  return panel == ZHIHUI_PANEL_DEADLINES || panel == ZHIHUI_PANEL_MEETINGS ||
         panel == ZHIHUI_PANEL_ALERTS;
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
        self, place->panel, situation, moment, place->width, place->height);

      cairo_save (cr);
      cairo_translate (cr, place->x, place->y);
      zhihui_picture_paint (picture, cr);
      cairo_restore (cr);
    }
}
