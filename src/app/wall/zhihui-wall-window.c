/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-window.h"

#include "config.h"
#include "zhihui-bench.h"
#include "zhihui-mesh-finder.h"
#include "zhihui-pages.h"
#include "zhihui-wall-frame.h"
#include "zhihui-wall-keys.h"

#include <glib/gi18n-lib.h>

/* Before that a page that is still being read is not shown: most often it is whole by then. */
#define PATIENCE_MS 300

/**
 * ZhihuiWallWindow:
 *
 * The big screen: a window without decoration, pointer or dialog that hands every situation of its
 * source to the page, and shows what its director says. Nothing it meets stops it.
 */
struct _ZhihuiWallWindow
{
  GtkApplicationWindow parent_instance;

  ZhihuiSource     *source;      /* owned */
  GtkWidget        *frame;       /* owned as child */
  ZhihuiWallView   *view;        /* borrowed from @frame */
  ZhihuiDirector   *director;    /* owned, NULL after dispose */
  const char       *screen;      /* interned: which one of the director's this is */
  ZhihuiMeshFinder *finder;      /* owned: which borders the map has */
  ZhihuiBench      *bench;       /* owned */
  guint             patience_id; /* timeout, 0 when the page is shown as it is */
  guint             show_id;     /* idle, 0 when no situation waits */
  gboolean          is_told;     /* what the first reading met */
  gboolean          had_place;   /* on the display, once */
  guint             n_placeless; /* seconds before that */

  ZhihuiSelection *selection; /* owned, nullable: the whole, always */
  guint            second_id; /* timeout */
};

G_DEFINE_FINAL_TYPE (ZhihuiWallWindow, zhihui_wall_window, GTK_TYPE_APPLICATION_WINDOW)

static void
mesh_found_cb (ZhihuiMesh *mesh, gpointer user_data)
{
  zhihui_wall_view_set_mesh (ZHIHUI_WALL_WINDOW (user_data)->view, mesh);
}

static gboolean
show_situation_cb (gpointer user_data)
{
  ZhihuiWallWindow *self = ZHIHUI_WALL_WINDOW (user_data);
  ZhihuiWallView   *view = self->view;
  ZhihuiSituation  *situation = zhihui_source_get_situation (self->source);

  self->show_id = 0;
  if (situation == NULL)
    return G_SOURCE_REMOVE;

  if (zhihui_source_is_settled (self->source))
    {
      zhihui_bench_settle (self->bench);
      if (!self->is_told)
        zhihui_pages_tell_failure ("zhihui wall", situation);
      self->is_told = TRUE;
    }
  zhihui_bench_note_situation (self->bench, zhihui_wall_view_get_situation (view), situation);
  zhihui_mesh_finder_look (self->finder, situation);
  zhihui_wall_view_set_situation (view, situation);

  return G_SOURCE_REMOVE;
}

/* Answers that came in one turn of the loop are shown in one pass. */
static void
plan_showing (ZhihuiWallWindow *self)
{
  if (self->show_id == 0)
    self->show_id = g_idle_add_full (GDK_PRIORITY_EVENTS + 1, show_situation_cb, self, NULL);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  ZhihuiWallWindow *self = ZHIHUI_WALL_WINDOW (user_data);

  self->patience_id = 0;
  plan_showing (self);

  return G_SOURCE_REMOVE;
}

static void
situation_changed_cb (ZhihuiWallWindow *self)
{
  if (self->patience_id != 0)
    {
      if (!zhihui_source_is_settled (self->source))
        return;
      g_clear_handle_id (&self->patience_id, g_source_remove);
    }

  plan_showing (self);
}

/* ---- what the director says ---- */

static void
tell_why (ZhihuiWallWindow *self, const ZhihuiDirectorState *state)
{
  const gboolean is_near =
    state->next != NULL && state->interruption == NULL && state->left_s <= ZHIHUI_NEXT_IS_NEAR_S;
  ZhihuiWallStrip strip = {
    .is_held = state->is_held,
    .is_pinned = state->is_pinned,
    .interruption = state->interruption != NULL ? state->interruption->words : NULL,
    .next = is_near
              ? zhihui_wall_shelf_get_title (zhihui_wall_view_get_shelf (self->view), state->next)
              : NULL,
  };

  zhihui_wall_frame_tell (ZHIHUI_WALL_FRAME (self->frame), &strip);
}

static void
obey (ZhihuiWallWindow *self)
{
  ZhihuiDirectorState state;
  g_autoptr (GError) error = NULL;
  gint64 begun_us = g_get_monotonic_time ();

  if (!zhihui_director_get_state (self->director, self->screen, &state) || state.page == NULL)
    return;

  zhihui_wall_view_set_number (self->view, state.number, state.n_pages);
  if (!g_str_equal (state.page, zhihui_wall_view_get_page (self->view)))
    {
      if (!zhihui_wall_view_set_page (self->view, state.page, &error))
        g_warning ("%s", error->message);
      zhihui_bench_note_turn (self->bench, begun_us);
    }
  if (state.is_held != zhihui_wall_view_is_held (self->view))
    zhihui_wall_view_hold (self->view, state.is_held);
  tell_why (self, &state);
  zhihui_wall_frame_set_curtained (ZHIHUI_WALL_FRAME (self->frame), state.is_curtained);
}

/* A window manager that starts in the very moment the window is shown loses the wish: the window
 * has no place, for ever. One that once had a place, or is hidden, is nobody's to show again; one
 * that only waits for its place is given ever longer. */
static void
show_again_if_lost (ZhihuiWallWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  if (self->had_place || surface == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  self->had_place = gdk_surface_get_width (surface) > 1;
  self->n_placeless++;
  if (self->had_place || self->n_placeless < 2 ||
      (self->n_placeless & (self->n_placeless - 1)) != 0)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
second_passed_cb (gpointer user_data)
{
  ZhihuiWallWindow *self = ZHIHUI_WALL_WINDOW (user_data);
  gint64            now_us = g_get_monotonic_time ();

  show_again_if_lost (self);
  zhihui_director_pass_time (self->director, now_us);
  zhihui_wall_frame_pass_time (ZHIHUI_WALL_FRAME (self->frame), now_us);

  return G_SOURCE_CONTINUE;
}

static gboolean
key_pressed_cb (ZhihuiWallWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key == GDK_KEY_Escape || key == GDK_KEY_q)
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  /* Everything of the whole again. */
  if (key == GDK_KEY_Home && self->selection != NULL)
    zhihui_selection_set_path (self->selection, NULL);

  zhihui_director_pass_time (self->director, g_get_monotonic_time ());
  return zhihui_wall_keys_press (self->director, self->screen, key) ? GDK_EVENT_STOP
                                                                    : GDK_EVENT_PROPAGATE;
}

static void
zhihui_wall_window_dispose (GObject *object)
{
  ZhihuiWallWindow *self = ZHIHUI_WALL_WINDOW (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->second_id, g_source_remove);
  if (self->director != NULL)
    g_signal_handlers_disconnect_by_data (self->director, self);
  g_clear_object (&self->director);
  g_clear_object (&self->selection);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_pointer (&self->bench, zhihui_bench_free);
  g_clear_object (&self->source);
  g_clear_pointer (&self->finder, zhihui_mesh_finder_free);

  G_OBJECT_CLASS (zhihui_wall_window_parent_class)->dispose (object);
}

static void
zhihui_wall_window_class_init (ZhihuiWallWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_wall_window_dispose;
}

static void
zhihui_wall_window_init (ZhihuiWallWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->frame = zhihui_wall_frame_new ();
  self->view = zhihui_wall_frame_get_view (ZHIHUI_WALL_FRAME (self->frame));
  self->bench = zhihui_bench_new (GTK_WIDGET (self));
  self->finder = zhihui_mesh_finder_new (mesh_found_cb, self);
  gtk_window_set_child (GTK_WINDOW (self), self->frame);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Zhihui wall"));
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wall");
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  g_signal_connect_object (
    keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->second_id = g_timeout_add_seconds (1, second_passed_cb, self);
}

/**
 * zhihui_wall_window_new:
 * @source: (transfer none): with its wants set; may have been started
 * @shelf: (transfer none): the pages there are
 * @director: (transfer none): says which of them is shown; the window tells it the time
 * @screen: which of its screens this window is
 *
 * Returns: (transfer none): a window; GTK owns it until it is closed
 */
ZhihuiWallWindow *
zhihui_wall_window_new (GtkApplication  *application,
                        ZhihuiSource    *source,
                        ZhihuiWallShelf *shelf,
                        ZhihuiDirector  *director,
                        const char      *screen)
{
  ZhihuiWallWindow *self = g_object_new (ZHIHUI_TYPE_WALL_WINDOW, "application", application, NULL);

  self->source = g_object_ref (source);
  self->director = g_object_ref (director);
  self->screen = g_intern_string (screen);
  zhihui_wall_view_set_shelf (self->view, shelf);
  g_signal_connect_object (director, "changed", G_CALLBACK (obey), self, G_CONNECT_SWAPPED);
  obey (self);
  self->patience_id = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  situation_changed_cb (self);
  zhihui_bench_mark (self->bench, "window");

  return self;
}

/**
 * zhihui_wall_window_get_view:
 *
 * Returns: (transfer none): the page
 */
ZhihuiWallView *
zhihui_wall_window_get_view (ZhihuiWallWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WINDOW (self), NULL);

  return self->view;
}

/**
 * zhihui_wall_window_get_frame:
 *
 * Returns: (transfer none): the page with its strip and curtain
 */
ZhihuiWallFrame *
zhihui_wall_window_get_frame (ZhihuiWallWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WINDOW (self), NULL);

  return ZHIHUI_WALL_FRAME (self->frame);
}

/**
 * zhihui_wall_window_get_director:
 *
 * Returns: (transfer none): who says what is shown
 */
ZhihuiDirector *
zhihui_wall_window_get_director (ZhihuiWallWindow *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_WINDOW (self), NULL);

  return self->director;
}

/**
 * zhihui_wall_window_set_selection:
 * @selection: (transfer none): for which the source is asked
 *
 * From now on the map moves to the region that is shown, and Home goes back to the whole.
 */
void
zhihui_wall_window_set_selection (ZhihuiWallWindow *self, ZhihuiSelection *selection)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WINDOW (self) && ZHIHUI_IS_SELECTION (selection));

  g_set_object (&self->selection, selection);
  zhihui_wall_view_move_map (self->view);
}

/**
 * zhihui_wall_window_present:
 * @width: px
 * @height: px
 *
 * Shows it as a window of that size.
 */
void
zhihui_wall_window_present (ZhihuiWallWindow *self, int width, int height)
{
  g_return_if_fail (ZHIHUI_IS_WALL_WINDOW (self));

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  gtk_window_present (GTK_WINDOW (self));
}
