/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-view.h"

#include "zhihui-page-shift.h"
#include "zhihui-panel-deck.h"
#include "zhihui-peer-turn.h"
#include "zhihui-public-alert.h"
#include "zhihui-second-beat.h"
#include "zhihui-wall-input.h"

/**
 * ZhihuiWallView:
 *
 * A page of the wall: panels in their places, each with the picture of the situation. Draws those
 * whose figures or state changed, and clocks once a second; boards take turns between the peers.
 */
struct _ZhihuiWallView
{
  GtkWidget parent_instance;

  ZhihuiPanelDeck *deck;            /* owned, NULL after dispose */
  ZhihuiWallPage  *page;            /* owned; NULL before the first allocation */
  double           unit;            /* px; 0: by the size */
  ZhihuiSeams      seams;           /* px: edges of the monitors the page goes over */
  ZhihuiWallShelf *shelf;           /* owned: the pages there are */
  const char      *name;            /* interned: of the page that is shown */
  guint            number, n_pages; /* of the page among those that take turns, from 1; 0 none */

  ZhihuiSituation   *situation;    /* owned, nullable, public: what is shown */
  ZhihuiMesh        *mesh;         /* owned, nullable: borders of the regions */
  ZhihuiMapSettings *map_settings; /* owned, nullable: as usual */

  ZhihuiSilence  silence; /* why alerts are not heard here */
  ZhihuiPeerTurn turn;

  ZhihuiPageShift  shift;
  ZhihuiSecondBeat second;
};

G_DEFINE_FINAL_TYPE (ZhihuiWallView, zhihui_wall_view, GTK_TYPE_WIDGET)

static ZhihuiMoment
get_moment (ZhihuiWallView *self, gint64 now_us)
{
  return (ZhihuiMoment){
    .now_us = now_us,
    .peer = self->turn.peer,
    .turn = zhihui_peer_turn_get_leaf (&self->turn),
    .page = self->number,
    .n_pages = self->number > 0 ? self->n_pages : 0,
    .fault = zhihui_wall_shelf_get_faults (self->shelf)[0],
    .local_now = zhihui_wall_input_tell_now (self->situation, now_us),
    .silence = self->silence,
  };
}

/* One pass over the page: whose input changed is drawn by @change, what ticks cuts. */
static void
draw_page (ZhihuiWallView *self, gint64 now_us, ZhihuiChange change, gboolean all)
{
  ZhihuiMoment   moment;
  ZhihuiDeckLook look = { .page = self->page, .situation = self->situation, .change = change };

  if (self->page == NULL || self->situation == NULL)
    return;

  moment = get_moment (self, now_us);
  look.moment = &moment;
  look.all = all;
  zhihui_wall_page_set_parent (
    self->page, zhihui_region_path_get_code (zhihui_situation_get_region_path (self->situation)));
  zhihui_panel_deck_draw (self->deck, &look);
}

/* ---- time ---- */

static void
second_begun_cb (gpointer user_data)
{
  zhihui_wall_view_pass_time (ZHIHUI_WALL_VIEW (user_data), g_get_monotonic_time ());
}

static void
zhihui_wall_view_map (GtkWidget *widget)
{
  ZhihuiWallView *self = ZHIHUI_WALL_VIEW (widget);

  GTK_WIDGET_CLASS (zhihui_wall_view_parent_class)->map (widget);
  self->shift.since_us = g_get_monotonic_time ();
  zhihui_second_beat_start (&self->second, second_begun_cb, self);
}

static void
stop_timers (ZhihuiWallView *self)
{
  zhihui_second_beat_stop (&self->second);
  zhihui_page_shift_stop (&self->shift);
}

static void
zhihui_wall_view_unmap (GtkWidget *widget)
{
  stop_timers (ZHIHUI_WALL_VIEW (widget));
  GTK_WIDGET_CLASS (zhihui_wall_view_parent_class)->unmap (widget);
}

static void
draw_maps_anew (gpointer user_data)
{
  ZhihuiWallView *self = user_data;

  if (self->deck == NULL)
    return;

  zhihui_panel_deck_forget_maps (self->deck);
  draw_page (self, g_get_monotonic_time (), ZHIHUI_CHANGE_GLIDE, FALSE);
}

/* What the page that is shown is. */
static ZhihuiWallFile *
get_file (ZhihuiWallView *self)
{
  return zhihui_wall_shelf_get_page (self->shelf,
                                     zhihui_wall_shelf_find_number (self->shelf, self->name));
}

static void
lay_page (ZhihuiWallView *self, int width, int height)
{
  g_autoptr (ZhihuiWallPage) old = NULL; /* its theme lives until the pictures are replaced */
  g_autoptr (GError) error = NULL;
  ZhihuiWallPage *page;

  if (width < 1 || height < 1)
    return;

  page = zhihui_wall_page_new_spanning (
    get_file (self), width, height, self->unit, &self->seams, &error);
  if (page == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }

  old = g_steal_pointer (&self->page);
  self->page = page;
  zhihui_wall_page_set_patient (page, draw_maps_anew, self);
  zhihui_wall_page_set_map_settings (page, self->map_settings);
  zhihui_wall_page_set_mesh (page, self->mesh);
  zhihui_panel_deck_place (self->deck, page);
  draw_page (self, g_get_monotonic_time (), ZHIHUI_CHANGE_CUT, TRUE);
}

static void
zhihui_wall_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiWallView *self = ZHIHUI_WALL_VIEW (widget);

  if (self->page == NULL || zhihui_wall_page_get_width (self->page) != width ||
      zhihui_wall_page_get_height (self->page) != height)
    lay_page (self, width, height);

  zhihui_panel_deck_allocate (self->deck, self->shift.shift.x, self->shift.shift.y);
}

static void
zhihui_wall_view_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = 1;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1920 : 1080;
}

static void
zhihui_wall_view_dispose (GObject *object)
{
  ZhihuiWallView *self = ZHIHUI_WALL_VIEW (object);

  stop_timers (self);
  g_clear_pointer (&self->deck, zhihui_panel_deck_free);
  g_clear_pointer (&self->situation, zhihui_situation_unref);

  G_OBJECT_CLASS (zhihui_wall_view_parent_class)->dispose (object);
}

static void
zhihui_wall_view_finalize (GObject *object)
{
  ZhihuiWallView *self = ZHIHUI_WALL_VIEW (object);

  g_clear_pointer (&self->page, zhihui_wall_page_free);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);

  G_OBJECT_CLASS (zhihui_wall_view_parent_class)->finalize (object);
}

static void
zhihui_wall_view_class_init (ZhihuiWallViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zhihui_wall_view_dispose;
  object_class->finalize = zhihui_wall_view_finalize;
  widget_class->map = zhihui_wall_view_map;
  widget_class->unmap = zhihui_wall_view_unmap;
  widget_class->measure = zhihui_wall_view_measure;
  widget_class->size_allocate = zhihui_wall_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zhihui_wall_view_init (ZhihuiWallView *self)
{
  self->deck = zhihui_panel_deck_new (GTK_WIDGET (self));
  self->name = g_intern_static_string ("overview");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

/**
 * zhihui_wall_view_new:
 *
 * Returns: (transfer floating): the overview page, with nothing known yet
 */
GtkWidget *
zhihui_wall_view_new (void)
{
  g_autoptr (ZhihuiWallShelf) shelf = zhihui_wall_shelf_new (NULL);
  GtkWidget *self = g_object_new (ZHIHUI_TYPE_WALL_VIEW, NULL);

  zhihui_wall_view_set_shelf (ZHIHUI_WALL_VIEW (self), shelf);
  return self;
}

static void
lay_page_again (ZhihuiWallView *self)
{
  if (self->page == NULL)
    return;

  lay_page (
    self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* A page that is no more gives way to the first one. */
static void
shelf_changed_cb (ZhihuiWallView *self)
{
  self->name = zhihui_wall_shelf_find_name (self->shelf, self->name);
  lay_page_again (self);
}

/**
 * zhihui_wall_view_set_shelf:
 * @shelf: (transfer none): the pages there are, instead of those that are shipped
 *
 * When they change the one that is shown is laid out again.
 */
void
zhihui_wall_view_set_shelf (ZhihuiWallView *self, ZhihuiWallShelf *shelf)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self) && ZHIHUI_IS_WALL_SHELF (shelf));

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  if (!g_set_object (&self->shelf, shelf))
    return;
  g_signal_connect_object (
    shelf, "changed", G_CALLBACK (shelf_changed_cb), self, G_CONNECT_SWAPPED);
  shelf_changed_cb (self);
}

/**
 * zhihui_wall_view_get_shelf:
 *
 * Returns: (transfer none): the pages there are
 */
ZhihuiWallShelf *
zhihui_wall_view_get_shelf (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  return self->shelf;
}

/**
 * zhihui_wall_view_set_page:
 *
 * Cuts to the page of that name.
 *
 * Returns: FALSE with @error %ZHIHUI_ERROR_NOT_FOUND when there is none; then the page stays
 */
gboolean
zhihui_wall_view_set_page (ZhihuiWallView *self, const char *name, GError **error)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), FALSE);

  if (zhihui_wall_shelf_find (self->shelf, name, error) == NULL)
    return FALSE;
  if (g_str_equal (name, self->name))
    return TRUE;

  self->name = g_intern_string (name);
  lay_page_again (self);
  return TRUE;
}

/**
 * zhihui_wall_view_set_number:
 * @number: of the page among those that take turns, from 1; 0: it is none of them
 *
 * What the head counts.
 */
void
zhihui_wall_view_set_number (ZhihuiWallView *self, guint number, guint n_pages)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  self->number = number;
  self->n_pages = n_pages;
}

/**
 * zhihui_wall_view_get_page:
 *
 * Returns: the name of the page
 */
const char *
zhihui_wall_view_get_page (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  return self->name;
}

/**
 * zhihui_wall_view_hold:
 * @held: TRUE: boards no longer take turns
 */
void
zhihui_wall_view_hold (ZhihuiWallView *self, gboolean held)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  self->turn.held = held;
  self->turn.since_us = g_get_monotonic_time ();
}

/**
 * zhihui_wall_view_is_held:
 *
 * Returns: whether the boards stand still
 */
gboolean
zhihui_wall_view_is_held (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), FALSE);

  return self->turn.held;
}

/**
 * zhihui_wall_view_set_unit:
 * @unit: px of a layout unit, by the distance of the farthest seat; 0 fills the size
 */
void
zhihui_wall_view_set_unit (ZhihuiWallView *self, double unit)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  self->unit = unit;
  lay_page_again (self);
}

/**
 * zhihui_wall_view_set_seams:
 * @seams: px of the page: what is not seen of it between monitors
 *
 * When it is another the boards begin with the first group again, and the page stands in the
 * middle: so do all windows over which it goes.
 */
void
zhihui_wall_view_set_seams (ZhihuiWallView *self, const ZhihuiSeams *seams)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self) && seams != NULL);

  if (zhihui_seams_equal (&self->seams, seams))
    return;
  self->seams = *seams;
  self->turn = (ZhihuiPeerTurn){ .held = self->turn.held };
  zhihui_page_shift_restart (&self->shift, g_get_monotonic_time ());
  zhihui_peer_turn_pass (&self->turn, self->situation, g_get_monotonic_time ());
  lay_page_again (self);
}

/**
 * zhihui_wall_view_set_animated:
 * @animated: FALSE to cut always
 */
void
zhihui_wall_view_set_animated (ZhihuiWallView *self, gboolean animated)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  zhihui_panel_deck_set_animated (self->deck, animated);
}

/**
 * zhihui_wall_view_get_peer:
 *
 * Returns: (nullable): the peer group the boards show now
 */
const char *
zhihui_wall_view_get_peer (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  return self->turn.peer;
}

/**
 * zhihui_wall_view_set_situation:
 * @situation: (transfer none)
 *
 * Shows what of it is public: in one pass, and only where something changed. Before the first one
 * the page is empty.
 */
void
zhihui_wall_view_set_situation (ZhihuiWallView *self, ZhihuiSituation *situation)
{
  g_autoptr (ZhihuiSituation) old = NULL; /* identifies the inputs until they are read again */
  gint64 now_us = g_get_monotonic_time ();

  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));
  g_return_if_fail (situation != NULL);

  if (situation == self->situation)
    return;

  old = self->situation;
  self->situation = zhihui_situation_make_public (situation);
  zhihui_peer_turn_pass (&self->turn, self->situation, now_us);
  draw_page (self, now_us, old != NULL ? ZHIHUI_CHANGE_GLIDE : ZHIHUI_CHANGE_CUT, old == NULL);
}

/**
 * zhihui_wall_view_set_mesh:
 * @mesh: (transfer none) (nullable): borders of the regions that are shown; NULL for hexagons
 */
void
zhihui_wall_view_set_mesh (ZhihuiWallView *self, ZhihuiMesh *mesh)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  if (mesh == self->mesh)
    return;

  g_clear_pointer (&self->mesh, zhihui_mesh_unref);
  self->mesh = mesh != NULL ? zhihui_mesh_ref (mesh) : NULL;
  if (self->page != NULL)
    zhihui_wall_page_set_mesh (self->page, mesh);
  draw_maps_anew (self);
}

/**
 * zhihui_wall_view_set_map_settings:
 * @settings: (transfer none): what the operator says about the map
 */
void
zhihui_wall_view_set_map_settings (ZhihuiWallView *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self) && settings != NULL);

  if (settings == self->map_settings)
    return;

  zhihui_map_settings_ref (settings);
  g_clear_pointer (&self->map_settings, zhihui_map_settings_unref);
  self->map_settings = settings;
  if (self->page != NULL)
    zhihui_wall_page_set_map_settings (self->page, settings);
  draw_maps_anew (self);
}

/**
 * zhihui_wall_view_get_situation:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ZhihuiSituation *
zhihui_wall_view_get_situation (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  return self->situation;
}

/**
 * zhihui_wall_view_move_map:
 *
 * Returns: (transfer none): the map, which from now on flies to a region instead of cutting
 */
ZhihuiMapView *
zhihui_wall_view_move_map (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  zhihui_panel_deck_set_flying (self->deck);
  lay_page_again (self);
  return zhihui_panel_deck_get_map (self->deck);
}

/**
 * zhihui_wall_view_set_silence:
 * @silence: why alerts are not heard here, for the strip of alerts
 */
void
zhihui_wall_view_set_silence (ZhihuiWallView *self, ZhihuiSilence silence)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  if (silence == self->silence)
    return;

  self->silence = silence;
  draw_page (self, g_get_monotonic_time (), ZHIHUI_CHANGE_CUT, TRUE);
}

/**
 * zhihui_wall_view_pass_time:
 * @now_us: monotonic clock
 *
 * What the second brings: clocks, ages, states that come with time, the turn of the boards. The
 * view calls it itself while it is mapped.
 */
void
zhihui_wall_view_pass_time (ZhihuiWallView *self, gint64 now_us)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  zhihui_peer_turn_pass (&self->turn, self->situation, now_us);
  draw_page (self, now_us, ZHIHUI_CHANGE_GLIDE, FALSE);
  if (self->page != NULL)
    zhihui_page_shift_pass (&self->shift, GTK_WIDGET (self), self->page, now_us);
}

/**
 * zhihui_wall_view_get_deck:
 *
 * Returns: (transfer none): the widgets of the panels
 */
ZhihuiPanelDeck *
zhihui_wall_view_get_deck (ZhihuiWallView *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_VIEW (self), NULL);

  return self->deck;
}

/**
 * zhihui_wall_view_copy:
 * @copy: (out caller-allocates): to be cleared
 *
 * What stands there now, to be painted elsewhere.
 */
void
zhihui_wall_view_copy (ZhihuiWallView *self, ZhihuiWallCopy *copy)
{
  g_return_if_fail (ZHIHUI_IS_WALL_VIEW (self));

  *copy = (ZhihuiWallCopy){
    .file = zhihui_wall_file_ref (get_file (self)),
    .width = self->page != NULL ? zhihui_wall_page_get_width (self->page) : 0,
    .height = self->page != NULL ? zhihui_wall_page_get_height (self->page) : 0,
    .unit = self->unit,
    .seams = self->seams,
    .moment = get_moment (self, g_get_monotonic_time ()),
  };
  if (self->situation != NULL)
    copy->situation = zhihui_situation_ref (self->situation);
  if (self->mesh != NULL)
    copy->mesh = zhihui_mesh_ref (self->mesh);
  if (self->map_settings != NULL)
    copy->map_settings = zhihui_map_settings_ref (self->map_settings);
}
