/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-wall.h"

#include "zhihui-desk-page.h"
#include "zhihui-settings-store.h"
#include "zhihui-wall-console.h"
#include "zhihui-wall-place-window.h"
#include "zhihui-wall-places.h"
#include "zhihui-wall-starter.h"
#include "zhihui-wall-watch.h"

#include <glib/gi18n-lib.h>

#define PAGE "wall"
#define CHOSEN "chosen"

/**
 * ZhihuiDeskWall:
 *
 * Steers a wall: that of this session, or one of another machine. It is asked only while the page
 * is seen.
 */
struct _ZhihuiDeskWall
{
  AdwBin parent_instance;

  ZhihuiDesk         *desk;        /* borrowed */
  ZhihuiWallConsole  *console;     /* the child */
  ZhihuiWallPlaces   *places;      /* owned */
  ZhihuiWallWatch    *watch;       /* owned: the chosen wall */
  ZhihuiWallReach     reach;       /* of it, as the line under the title has it */
  guint               chosen;      /* 0: of this session, else of @places plus 1 */
  GSimpleActionGroup *actions;     /* owned */
  GSubprocess        *starting;    /* owned, nullable: what was started here and has not ended */
  GCancellable       *cancellable; /* owned */
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskWall,
                               zhihui_desk_wall,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

/* ---- what is known ---- */

static const char *
get_hindrance (ZhihuiDeskWall *self)
{
  return zhihui_wall_starter_get_hindrance (zhihui_desk_get_source (self->desk));
}

static void
show_absence (ZhihuiDeskWall *self)
{
  const char *words =
    get_hindrance (self) != NULL
      ? _ ("The one of the command centre runs on another computer: add it, with what your "
           "administrator gives you. A screen of this computer is made a wall by him.")
      : _ ("The one of the command centre runs on another computer: add it, with what your "
           "administrator gives you. One of the same demonstration or recording can be started "
           "here, in a window of its own: nothing that this desk has told is on it.");

  zhihui_wall_console_show_fault (
    self->console, "video-display-symbolic", _ ("No Wall Runs Here"), words);
  zhihui_wall_console_offer_start (self->console, get_hindrance (self));
}

static void
show_fault (ZhihuiDeskWall *self, ZhihuiWallReach reach)
{
  const char *fault = zhihui_wall_watch_get_fault (self->watch);

  if (reach == ZHIHUI_WALL_ABSENT)
    show_absence (self);
  else if (reach == ZHIHUI_WALL_OFFLINE)
    zhihui_wall_console_show_fault (
      self->console, "network-offline-symbolic", _ ("The Wall Cannot Be Reached"), fault);
  else if (reach == ZHIHUI_WALL_REFUSED)
    zhihui_wall_console_show_fault (
      self->console,
      "dialog-password-symbolic",
      _ ("The Wall Does Not Accept the Token"),
      _ ("Ask the administrator of the wall for its present token, and write it into the file."));
  else
    zhihui_wall_console_show_fault (
      self->console,
      "dialog-warning-symbolic",
      _ ("The Wall Cannot Be Asked"),
      *fault != '\0' ? fault : _ ("It answers in another way: one of both programs is older."));
}

static void
set_state (ZhihuiDeskWall *self, const char *name, gboolean is_so)
{
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
    g_variant_new_boolean (is_so));
}

static void
enable (ZhihuiDeskWall *self, const char *name, gboolean is_so)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), is_so);
}

static void
show_status (ZhihuiDeskWall *self, gint64 now_us)
{
  GVariant *status = zhihui_wall_watch_get_status (self->watch);
  gboolean  is_held = FALSE, is_curtained = FALSE;

  zhihui_wall_console_show_status (
    self->console, status, zhihui_wall_watch_get_age_s (self->watch, now_us));
  g_variant_lookup (status, "held", "b", &is_held);
  g_variant_lookup (status, "curtained", "b", &is_curtained);
  set_state (self, "hold", is_held);
  set_state (self, "curtain", is_curtained);
  set_state (self, "pin", zhihui_wall_console_is_pinned (self->console));
}

static void
show_watch (ZhihuiDeskWall *self)
{
  static const char *const steering[] = { "next", "previous", "hold", "pin", "curtain", "show" };
  ZhihuiWallReach          reach = zhihui_wall_watch_get_reach (self->watch);

  if (reach != self->reach)
    {
      self->reach = reach;
      zhihui_desk_ask (self->desk);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (steering); i++)
    enable (self, steering[i], reach == ZHIHUI_WALL_ANSWERS);
  enable (self, "remove", self->chosen > 0);
  enable (self,
          "start",
          reach == ZHIHUI_WALL_ABSENT && self->starting == NULL && get_hindrance (self) == NULL);
  if (reach == ZHIHUI_WALL_UNKNOWN)
    zhihui_wall_console_show_asking (self->console);
  else if (reach != ZHIHUI_WALL_ANSWERS)
    show_fault (self, reach);
  else
    {
      show_status (self, g_get_monotonic_time ());
      zhihui_wall_console_show_picture (
        self->console, (GdkPaintable *) zhihui_wall_watch_get_picture (self->watch));
    }
}

static void
failed_cb (ZhihuiDeskWall *self, const char *words)
{
  g_autofree char *text = g_strdup_printf (_ ("The wall: %s"), words);

  zhihui_desk_tell (self->desk, text);
}

/* ---- which wall ---- */

static void
drop_watch (ZhihuiDeskWall *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

static void
watch_wall (ZhihuiDeskWall *self)
{
  g_autoptr (ZhihuiWallLine) line = NULL;
  ZhihuiRemotePlace place;

  drop_watch (self);
  if (self->chosen > 0)
    zhihui_wall_places_get (self->places, self->chosen - 1, &place);
  line = zhihui_wall_line_new (self->chosen > 0 ? &place : NULL);
  self->watch = zhihui_wall_watch_new (line);
  g_signal_connect_object (
    self->watch, "changed", G_CALLBACK (show_watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  show_watch (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    zhihui_wall_watch_pass (self->watch, g_get_monotonic_time ());
}

/* By its name, which stays when others are forgotten; that of this session has none. */
static void
remember (ZhihuiDeskWall *self)
{
  ZhihuiDeskSettings *settings = zhihui_desk_get_settings (self->desk);
  ZhihuiRemotePlace   place;
  const char         *name =
    self->chosen > 0 ? zhihui_wall_places_get (self->places, self->chosen - 1, &place) : "";

  zhihui_desk_settings_set (settings, PAGE, CHOSEN, g_variant_new_string (name));
}

static guint
recall (ZhihuiDeskWall *self)
{
  ZhihuiDeskSettings *settings = zhihui_desk_get_settings (self->desk);
  ZhihuiRemotePlace   place;
  const char         *name;

  if (!zhihui_desk_settings_lookup (settings, PAGE, CHOSEN, "&s", &name))
    return 0;
  for (guint i = 0; i < zhihui_wall_places_get_n (self->places); i++)
    if (g_str_equal (zhihui_wall_places_get (self->places, i, &place), name))
      return i + 1;

  return 0;
}

static void
choose (ZhihuiDeskWall *self, guint chosen)
{
  guint                   n = zhihui_wall_places_get_n (self->places);
  g_autofree const char **names = g_new0 (const char *, n + 2);
  ZhihuiRemotePlace       place;

  names[0] = _ ("Wall of this machine");
  for (guint i = 0; i < n; i++)
    names[i + 1] = zhihui_wall_places_get (self->places, i, &place);
  self->chosen = chosen;
  zhihui_wall_console_set_walls (self->console, names, chosen);
  watch_wall (self);
}

static void
wall_chosen_cb (ZhihuiDeskWall *self, guint chosen)
{
  if (chosen == self->chosen || chosen > zhihui_wall_places_get_n (self->places))
    return;

  self->chosen = chosen;
  remember (self);
  watch_wall (self);
}

static void
added_cb (ZhihuiDeskWall        *self,
          const char            *name,
          const char            *host,
          const char            *token_file,
          const char            *ca_file,
          ZhihuiWallPlaceWindow *window)
{
  const ZhihuiRemotePlace place = { host, token_file, *ca_file != '\0' ? ca_file : NULL };
  g_autoptr (GError) error = NULL;

  if (!zhihui_wall_places_add (self->places, name, &place, &error))
    {
      zhihui_wall_place_window_show_fault (window, error->message);
      return;
    }

  gtk_window_destroy (GTK_WINDOW (window));
  choose (self, zhihui_wall_places_get_n (self->places));
  remember (self);
}

/* ---- what the user wants ---- */

static const char *
get_screen (ZhihuiDeskWall *self)
{
  return zhihui_wall_console_get_screen (self->console);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;

  zhihui_wall_watch_tell (self->watch, "Next", g_variant_new ("(s)", get_screen (self)));
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;

  zhihui_wall_watch_tell (self->watch, "Previous", g_variant_new ("(s)", get_screen (self)));
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;

  zhihui_wall_watch_tell (
    self->watch,
    "Show",
    g_variant_new ("(ss)", g_variant_get_string (parameter, NULL), get_screen (self)));
}

/* What the wall tells is what is shown, not what was asked of it. */
static void
hold_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  zhihui_wall_watch_tell (((ZhihuiDeskWall *) user_data)->watch,
                          "Hold",
                          g_variant_new ("(b)", g_variant_get_boolean (state)));
}

static void
curtain_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  zhihui_wall_watch_tell (((ZhihuiDeskWall *) user_data)->watch,
                          "Curtain",
                          g_variant_new ("(b)", g_variant_get_boolean (state)));
}

static void
pin_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;

  if (g_variant_get_boolean (state))
    zhihui_wall_watch_tell (self->watch, "Pin", g_variant_new ("(ss)", "", get_screen (self)));
  else
    zhihui_wall_watch_tell (self->watch, "Unpin", g_variant_new ("(s)", get_screen (self)));
}

static void
ask_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  watch_wall (user_data);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;
  GtkRoot        *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget      *window =
    zhihui_wall_place_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);

  g_signal_connect_object (window, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* One that shows itself is found by who watches; one that ends before it does is told. */
static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GSubprocess    *process = G_SUBPROCESS (object);
  ZhihuiDeskWall *self;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (process, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  g_clear_object (&self->starting);
  if (!g_subprocess_get_successful (process))
    zhihui_desk_tell (self->desk, _ ("The wall has ended by a fault"));
  show_watch (self);
}

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (self->starting != NULL)
    return;
  self->starting = zhihui_wall_starter_start (zhihui_desk_get_source (self->desk), &error);
  if (self->starting != NULL)
    g_subprocess_wait_async (self->starting, self->cancellable, ended_cb, self);
  words = self->starting != NULL
            ? g_strdup (_ ("A wall begins in a window of its own"))
            : g_strdup_printf (_ ("No wall could be started: %s"), error->message);
  zhihui_desk_tell (self->desk, words);
  show_watch (self);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskWall *self = user_data;

  if (self->chosen == 0)
    return;
  zhihui_wall_places_remove (self->places, self->chosen - 1);
  choose (self, 0);
  remember (self);
}

static const GActionEntry entries[] = {
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
  { .name = "show", .activate = show_cb, .parameter_type = "s" },
  { .name = "hold", .state = "false", .change_state = hold_cb },
  { .name = "pin", .state = "false", .change_state = pin_cb },
  { .name = "curtain", .state = "false", .change_state = curtain_cb },
  { .name = "ask", .activate = ask_cb },
  { .name = "add", .activate = add_cb },
  { .name = "start", .activate = start_cb },
  { .name = "remove", .activate = remove_cb },
};

/* ---- the page ---- */

/* The wall shows what is now: from the past it is neither asked nor steered. */
static void
close_page (ZhihuiDeskWall *self)
{
  static const char *const none[] = { NULL };
  g_autofree char         *hindrance = zhihui_desk_dup_hindrance (self->desk, none);
  GtkWidget               *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Past Steers No Wall"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), hindrance);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    enable (self, entries[i].name, FALSE);
  self->console = NULL;
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
look_at_screen (ZhihuiDeskWall *self)
{
  zhihui_wall_watch_look_at (
    self->watch, get_screen (self), (guint) zhihui_wall_console_get_picture_width (self->console));
}

static void
screen_chosen_cb (ZhihuiDeskWall *self)
{
  zhihui_wall_console_show_picture (self->console, NULL);
  look_at_screen (self);
}

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskWall *self = ZHIHUI_DESK_WALL (page);
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, NULL);

  self->desk = desk;
  if (zhihui_desk_is_past (desk))
    {
      close_page (self);
      return;
    }
  self->places = zhihui_wall_places_new (store);
  choose (self, recall (self));
}

/* Figures are not its business: a wall shows its own. */
static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ZhihuiDeskWall *self = ZHIHUI_DESK_WALL (page);

  if (self->watch == NULL)
    return;
  look_at_screen (self);
  zhihui_wall_watch_pass (self->watch, now_us);
  if (zhihui_wall_watch_get_reach (self->watch) == ZHIHUI_WALL_ANSWERS)
    show_status (self, now_us);
}

static void
leave (ZhihuiDeskPage *page)
{
  if (ZHIHUI_DESK_WALL (page)->watch != NULL)
    zhihui_wall_watch_rest (ZHIHUI_DESK_WALL (page)->watch);
}

/* "show": a page of the wall, which is to be seen there. */
static void
go (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskWall *self = ZHIHUI_DESK_WALL (page);
  const char     *shown = NULL;

  if (self->watch == NULL)
    return;
  if (target != NULL && g_variant_lookup (target, "show", "&s", &shown))
    zhihui_wall_watch_tell (self->watch, "Show", g_variant_new ("(ss)", shown, get_screen (self)));
  zhihui_wall_watch_pass (self->watch, g_get_monotonic_time ());
}

static char *
describe (ZhihuiDeskPage *page)
{
  ZhihuiDeskWall *self = ZHIHUI_DESK_WALL (page);

  if (self->watch == NULL)
    return NULL;
  return g_strdup (self->reach == ZHIHUI_WALL_ANSWERS ? _ ("What the wall shows now") : "");
}

static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  return GTK_WIDGET (ZHIHUI_DESK_WALL (page)->console);
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->show = show;
  iface->pass = pass;
  iface->leave = leave;
  iface->go = go;
  iface->describe = describe;
  iface->find_place = find_place;
}

static void
zhihui_desk_wall_dispose (GObject *object)
{
  ZhihuiDeskWall *self = ZHIHUI_DESK_WALL (object);

  g_cancellable_cancel (self->cancellable);
  drop_watch (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->starting);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->places, zhihui_wall_places_free);

  G_OBJECT_CLASS (zhihui_desk_wall_parent_class)->dispose (object);
}

static void
zhihui_desk_wall_class_init (ZhihuiDeskWallClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_wall_dispose;
}

static void
zhihui_desk_wall_init (ZhihuiDeskWall *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "wall", G_ACTION_GROUP (self->actions));
  self->console = ZHIHUI_WALL_CONSOLE (zhihui_wall_console_new ());
  g_signal_connect_swapped (self->console, "wall-chosen", G_CALLBACK (wall_chosen_cb), self);
  g_signal_connect_swapped (self->console, "screen-chosen", G_CALLBACK (screen_chosen_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->console));
}
