/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-deck.h"

#include <math.h>

#include "zhihui-panel-kinds.h"
#include "zhihui-wall-input.h"

#define NO_PANEL G_MAXUINT

/* A panel of the page. */
typedef struct
{
  GtkWidget      *view;  /* owned as a child of the wall */
  ZhihuiPlace     place; /* borrows from the page */
  gboolean        is_placed;
  ZhihuiWallInput input; /* what the shown picture was made from */
} Seat;

struct _ZhihuiPanelDeck
{
  GtkWidget      *wall;  /* borrowed: owns the views */
  GPtrArray      *seats; /* (element-type Seat), owned; the index is the number of the panel */
  ZhihuiMapStage *stage; /* owned */
  guint           map;   /* number of the panel the stage stands over, or NO_PANEL */
  gboolean        animated;
};

static void
seat_free (gpointer data)
{
  Seat *self = data;

  gtk_widget_unparent (self->view);
  g_free (self);
}

/**
 * zhihui_panel_deck_new:
 * @wall: becomes the parent of the panels; frees the deck before it goes
 *
 * Returns: (transfer full): no panel yet
 */
ZhihuiPanelDeck *
zhihui_panel_deck_new (GtkWidget *wall)
{
  ZhihuiPanelDeck *self = g_new0 (ZhihuiPanelDeck, 1);

  g_return_val_if_fail (GTK_IS_WIDGET (wall), NULL);

  self->wall = wall;
  self->seats = g_ptr_array_new_with_free_func (seat_free);
  self->stage = zhihui_map_stage_new (wall, FALSE);
  self->map = NO_PANEL;
  self->animated = TRUE;
  return self;
}

void
zhihui_panel_deck_free (ZhihuiPanelDeck *self)
{
  if (self == NULL)
    return;

  zhihui_map_stage_free (self->stage);
  g_ptr_array_unref (self->seats);
  g_free (self);
}

/**
 * zhihui_panel_deck_set_animated:
 * @animated: FALSE to cut always
 */
void
zhihui_panel_deck_set_animated (ZhihuiPanelDeck *self, gboolean animated)
{
  g_return_if_fail (self != NULL);

  self->animated = animated;
  zhihui_map_stage_set_animated (self->stage, animated);
  for (guint i = 0; i < self->seats->len; i++)
    zhihui_panel_view_set_animated (ZHIHUI_PANEL_VIEW (((Seat *) self->seats->pdata[i])->view),
                                    animated);
}

/**
 * zhihui_panel_deck_set_flying:
 *
 * From now on the map flies to a region instead of cutting.
 */
void
zhihui_panel_deck_set_flying (ZhihuiPanelDeck *self)
{
  g_return_if_fail (self != NULL);

  zhihui_map_stage_set_flying (self->stage, TRUE);
}

/* The map stage puts its widget last, over all panels; those that come later stand before it. */
static Seat *
ensure_seat (ZhihuiPanelDeck *self, guint number)
{
  while (self->seats->len <= number)
    {
      Seat *seat = g_new0 (Seat, 1);

      seat->view = zhihui_panel_view_new ();
      zhihui_panel_view_set_animated (ZHIHUI_PANEL_VIEW (seat->view), self->animated);
      gtk_widget_insert_after (
        seat->view,
        self->wall,
        self->seats->len > 0 ? ((Seat *) self->seats->pdata[self->seats->len - 1])->view : NULL);
      gtk_widget_set_child_visible (seat->view, FALSE);
      g_ptr_array_add (self->seats, seat);
    }
  return self->seats->pdata[number];
}

/**
 * zhihui_panel_deck_place:
 * @page: lives until the next call: the places borrow from it
 *
 * Takes the places of the page. Panels that have none are no longer seen; all others are to be
 * drawn before the page they showed before may go.
 */
void
zhihui_panel_deck_place (ZhihuiPanelDeck *self, ZhihuiWallPage *page)
{
  guint              n_places;
  const ZhihuiPlace *places;

  g_return_if_fail (self != NULL && page != NULL);

  places = zhihui_wall_page_get_places (page, &n_places);
  self->map = NO_PANEL;
  for (guint i = 0; i < self->seats->len; i++)
    ((Seat *) self->seats->pdata[i])->is_placed = FALSE;
  for (guint i = 0; i < n_places; i++)
    {
      Seat *seat = ensure_seat (self, places[i].number);

      seat->place = places[i];
      seat->is_placed = TRUE;
      if (places[i].panel == ZHIHUI_PANEL_MAP && self->map == NO_PANEL)
        self->map = places[i].number;
    }
  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat *seat = self->seats->pdata[i];

      gtk_widget_set_child_visible (seat->view, seat->is_placed);
      if (!seat->is_placed)
        zhihui_panel_view_set_picture (ZHIHUI_PANEL_VIEW (seat->view), NULL, ZHIHUI_CHANGE_CUT);
    }
  zhihui_map_stage_hide (self->stage);
}

/**
 * zhihui_panel_deck_forget_maps:
 *
 * Other borders: the maps are drawn anew the next time.
 */
void
zhihui_panel_deck_forget_maps (ZhihuiPanelDeck *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat *seat = self->seats->pdata[i];

      if (seat->is_placed && seat->place.panel == ZHIHUI_PANEL_MAP)
        seat->input = (ZhihuiWallInput){ 0 };
    }
}

static void
draw_seat (ZhihuiPanelDeck *self, guint number, const ZhihuiDeckLook *look, ZhihuiChange change)
{
  Seat *seat = self->seats->pdata[number];
  g_autoptr (ZhihuiPicture) picture = zhihui_wall_page_draw_panel (
    look->page, number, look->situation, look->moment, seat->place.width, seat->place.height);

  zhihui_panel_view_set_picture (ZHIHUI_PANEL_VIEW (seat->view), picture, change);
  if (number == self->map)
    zhihui_map_stage_show (
      self->stage, zhihui_wall_page_get_map (look->page), picture, look->situation);
}

/**
 * zhihui_panel_deck_draw:
 * @look: of the page whose places were taken last
 *
 * One pass over the page.
 */
void
zhihui_panel_deck_draw (ZhihuiPanelDeck *self, const ZhihuiDeckLook *look)
{
  g_return_if_fail (self != NULL && look != NULL && look->page != NULL);

  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat           *seat = self->seats->pdata[i];
      ZhihuiWallInput input;

      if (!seat->is_placed)
        continue;

      zhihui_wall_input_read (&input, &seat->place, look->situation, look->moment);
      if (look->all || !zhihui_wall_input_equal (&input, &seat->input))
        draw_seat (self, i, look, look->change);
      else if (zhihui_panel_ticks (seat->place.panel, look->situation, look->moment->now_us))
        draw_seat (self, i, look, ZHIHUI_CHANGE_CUT);
      seat->input = input;
    }
}

/**
 * zhihui_panel_deck_allocate:
 * @shift_x: px to the right
 * @shift_y: px down
 *
 * Gives each panel its place, all of them moved by so much.
 */
void
zhihui_panel_deck_allocate (ZhihuiPanelDeck *self, int shift_x, int shift_y)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->seats->len; i++)
    {
      const Seat        *seat = self->seats->pdata[i];
      const ZhihuiPlace *place = &seat->place;
      graphene_point_t   corner;
      int                right, bottom;

      if (!seat->is_placed)
        continue;

      right = (int) round (place->x + place->width);
      bottom = (int) round (place->y + place->height);
      corner.x = (float) round (place->x);
      corner.y = (float) round (place->y);
      right -= (int) corner.x;
      bottom -= (int) corner.y;
      corner.x += (float) shift_x;
      corner.y += (float) shift_y;
      gtk_widget_allocate (seat->view, right, bottom, -1, gsk_transform_translate (NULL, &corner));
      if (i == self->map)
        zhihui_map_stage_place (self->stage, &corner);
    }
}

/**
 * zhihui_panel_deck_get_n_panels:
 *
 * Returns: how many numbers there are, seen on this page or not
 */
guint
zhihui_panel_deck_get_n_panels (ZhihuiPanelDeck *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->seats->len;
}

/**
 * zhihui_panel_deck_get_panel:
 *
 * Returns: (transfer none): the widget of the panel, seen on this page or not
 */
ZhihuiPanelView *
zhihui_panel_deck_get_panel (ZhihuiPanelDeck *self, guint number)
{
  g_return_val_if_fail (self != NULL && number < self->seats->len, NULL);

  return ZHIHUI_PANEL_VIEW (((Seat *) self->seats->pdata[number])->view);
}

/**
 * zhihui_panel_deck_find_panel:
 *
 * Returns: (transfer none) (nullable): the widget of the first panel of that kind that is seen
 */
ZhihuiPanelView *
zhihui_panel_deck_find_panel (ZhihuiPanelDeck *self, ZhihuiPanel panel)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->seats->len; i++)
    {
      const Seat *seat = self->seats->pdata[i];

      if (seat->is_placed && seat->place.panel == panel)
        return ZHIHUI_PANEL_VIEW (seat->view);
    }
  return NULL;
}

/**
 * zhihui_panel_deck_get_map:
 *
 * Returns: (transfer none): the map that moves
 */
ZhihuiMapView *
zhihui_panel_deck_get_map (ZhihuiPanelDeck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return zhihui_map_stage_get_view (self->stage);
}
