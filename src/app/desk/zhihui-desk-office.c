/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-office.h"

#include "zhihui-demo.h"
#include "zhihui-desk-diagnostics.h"
#include "zhihui-desk-guard.h"
#include "zhihui-desk-settings.h"
#include "zhihui-desk-state.h"
#include "zhihui-desk-window.h"
#include "zhihui-errand-record.h"
#include "zhihui-http-source.h"
#include "zhihui-preferences-window.h"
#include "zhihui-token-keeper.h"
#include "zhihui-welcome-window.h"

#include <glib/gi18n-lib.h>

#define WHERE_KEY "zhihui-where"

/**
 * ZhihuiDeskOffice:
 *
 * Each window reads for itself: it has a region and a period of its own, and a source is asked for
 * one region only. What two windows read alike the platform answers by "not modified".
 */
struct _ZhihuiDeskOffice
{
  GObject parent_instance;

  AdwApplication        *application;  /* borrowed: outlives it */
  ZhihuiDeskTerms        terms;        /* what they point at is borrowed */
  ZhihuiPreferences     *preferences;  /* owned */
  ZhihuiDeskGuard       *guard;        /* owned */
  GSettings             *window_store; /* owned, nullable: nothing is kept */
  ZhihuiHistoryRecorder *recorder;     /* owned, nullable: of the source of @keeper */
  GtkWindow             *keeper;       /* borrowed, only to be compared: what it reads is kept */
  char                  *where;        /* owned, nullable: before a source is known */
  gboolean               is_told;      /* @where is of the command line: its options hold */
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskOffice, zhihui_desk_office, G_TYPE_OBJECT)

static GList *
list_windows (ZhihuiDeskOffice *self)
{
  return g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self->application)));
}

/* One of the source that counts; one of another source may still be sending. */
static ZhihuiDeskWindow *
find_window (ZhihuiDeskOffice *self)
{
  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self->application)); i != NULL;
       i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data) &&
        g_strcmp0 (g_object_get_data (i->data, WHERE_KEY), self->where) == 0)
      return i->data;
  return NULL;
}

/* ---- what counts at once ---- */

static void
follow_colours (ZhihuiDeskOffice *self)
{
  g_autofree char *scheme =
    zhihui_preferences_dup_string (self->preferences, ZHIHUI_PREFERENCE_COLOUR_SCHEME);
  AdwColorScheme colours = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "light"))
    colours = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "dark"))
    colours = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_application_get_style_manager (self->application),
                                      colours);
}

static void
follow_period (ZhihuiDeskOffice *self)
{
  guint period_s = zhihui_preferences_get_uint (self->preferences, ZHIHUI_PREFERENCE_POLL_PERIOD);

  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self->application)); i != NULL;
       i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data))
      zhihui_desk_set_period (zhihui_desk_window_get_desk (i->data), period_s);
}

static void
follow_notifications (ZhihuiDeskOffice *self)
{
  gboolean is_wanted =
    zhihui_preferences_get_boolean (self->preferences, ZHIHUI_PREFERENCE_NOTIFICATIONS);

  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self->application)); i != NULL;
       i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data))
      {
        zhihui_desk_bell_set_silent (zhihui_desk_window_get_bell (i->data), !is_wanted);
        zhihui_desk_reminder_set_silent (zhihui_desk_window_get_reminder (i->data), !is_wanted);
      }
}

/* ---- the source ---- */

/* One county, not one a window: what is done in one of them is seen in the others. */
static ZhihuiSource *
find_demo (ZhihuiDeskOffice *self)
{
  ZhihuiDeskWindow *window = find_window (self);
  ZhihuiSource     *source =
    window != NULL ? zhihui_desk_get_source (zhihui_desk_window_get_desk (window)) : NULL;

  return ZHIHUI_IS_DEMO (source) ? ZHIHUI_SOURCE (zhihui_demo_new_beside (ZHIHUI_DEMO (source)))
                                 : NULL;
}

static ZhihuiSource *
open_source (ZhihuiDeskOffice *self, gboolean keeps, GError **error)
{
  g_auto (ZhihuiSourceOptions) chosen = { 0 };
  g_autofree char *ca_file = NULL;

  if (self->is_told)
    return zhihui_source_options_open (self->terms.options, keeps, error);

  ca_file = zhihui_preferences_dup_string (self->preferences, ZHIHUI_PREFERENCE_CA_FILE);
  chosen.where = g_strdup (self->where);
  chosen.trust.ca_file = *ca_file != '\0' ? g_strdup (ca_file) : NULL;
  chosen.for_desk = TRUE;
  return zhihui_source_options_open (&chosen, keeps, error);
}

/* One that shows what is kept, and leaves it as it is; of what cannot, one that keeps nothing. */
static ZhihuiSource *
open_reader (ZhihuiDeskOffice *self, GError **error)
{
  g_autoptr (ZhihuiSource) source = open_source (self, TRUE, error);

  if (source == NULL || ZHIHUI_IS_DEMO (source))
    return g_steal_pointer (&source);
  if (!ZHIHUI_IS_HTTP_SOURCE (source))
    return open_source (self, FALSE, error);

  zhihui_http_source_only_read (ZHIHUI_HTTP_SOURCE (source));
  return g_steal_pointer (&source);
}

static void
find_source (ZhihuiDeskOffice *self)
{
  const char *told =
    self->terms.options->where != NULL ? self->terms.options->where : g_getenv ("ZHIHUI_SOURCE");

  g_clear_pointer (&self->where, g_free);
  self->is_told = told != NULL && *told != '\0';
  self->where = self->is_told
                  ? g_strdup (told)
                  : zhihui_preferences_dup_string (self->preferences, ZHIHUI_PREFERENCE_SOURCE);
}

/* ---- windows ---- */

static void
map_settings_changed (ZhihuiMapSettings *settings, const char *fault, GObject *owner)
{
  zhihui_desk_set_map_settings (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (owner)), settings);
  if (fault != NULL)
    zhihui_desk_window_tell (ZHIHUI_DESK_WINDOW (owner), fault);
}

/* What the operator changes about the map reaches every window. */
static void
map_settings_changed_cb (ZhihuiMapSettings *settings, const char *fault, GObject *owner)
{
  ZhihuiDeskOffice *self = ZHIHUI_DESK_OFFICE (owner);

  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self->application)); i != NULL;
       i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data))
      map_settings_changed (settings, fault, i->data);
}

static void
join_window (ZhihuiDeskOffice *self, GtkWidget *window)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window));

  g_signal_connect_swapped (
    desk, "map-opened", G_CALLBACK (zhihui_basemap_option_show), self->terms.basemap);
  zhihui_errand_record_follow (zhihui_desk_get_errands (desk), NULL);
  map_settings_changed (self->terms.map->settings, self->terms.map->fault, G_OBJECT (window));
  zhihui_desk_set_preferences (desk, self->preferences);
  zhihui_desk_set_period (
    desk, zhihui_preferences_get_uint (self->preferences, ZHIHUI_PREFERENCE_POLL_PERIOD));
  follow_notifications (self);
}

/* Every window hears what is wrong with the history. */
static void
hear_recorder (ZhihuiDeskOffice *self, GtkWidget *window)
{
  if (self->recorder != NULL)
    g_signal_connect_object (
      self->recorder, "notice", G_CALLBACK (zhihui_desk_window_tell), window, G_CONNECT_SWAPPED);
}

/* Keeps the figures of one window, as last good answers and in the history: two writers would undo
 * each other's work. */
static void
keep_window (ZhihuiDeskOffice *self, ZhihuiDeskWindow *window)
{
  ZhihuiSource *source = zhihui_desk_get_source (zhihui_desk_window_get_desk (window));

  self->keeper = GTK_WINDOW (window);
  if (ZHIHUI_IS_HTTP_SOURCE (source))
    zhihui_http_source_write_too (ZHIHUI_HTTP_SOURCE (source));
  if (self->recorder == NULL)
    self->recorder = zhihui_past_keep (self->terms.past, source, ZHIHUI_KEEP_FOR_DESK);
}

static void
stop_recorder (ZhihuiDeskOffice *self)
{
  if (self->recorder != NULL)
    zhihui_history_recorder_stop (self->recorder);
  g_clear_object (&self->recorder);
}

/* The source of a window that goes stops: another one's is kept from then on. */
static void
window_removed_cb (ZhihuiDeskOffice *self, GtkWindow *window)
{
  ZhihuiDeskWindow *other = find_window (self);

  if (window != self->keeper)
    return;
  stop_recorder (self);
  self->keeper = NULL;
  if (other == NULL)
    return;
  keep_window (self, other);
  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self->application)); i != NULL;
       i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data))
      hear_recorder (self, i->data);
}

/* Says where the token is when that is not the keyring; a toast would be gone before it is read. */
static void
tell_place (ZhihuiDeskOffice *self, int place)
{
  ZhihuiDeskWindow *window = find_window (self);
  GtkWidget        *dialog;

  if (window == NULL || place != ZHIHUI_TOKEN_PLACE_FILE)
    return;
  dialog = adw_message_dialog_new (
    GTK_WINDOW (window),
    _ ("The Token Is in a File"),
    _ ("No keyring of this session took it. It is in ~/.config/zhihui/tokens, which only you can "
       "read, but not encrypted: whoever gets at your files or a backup of them has it."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Understood"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A desk that was killed, or whose machine lost its power, has told the platform nothing, or nobody
 * knows. */
static void
tell_left (GtkWidget *window)
{
  g_autoptr (GPtrArray) left = zhihui_errand_record_take_left (NULL);
  g_autoptr (GString) body = NULL;
  GtkWidget *dialog;

  if (left->len == 0)
    return;
  body = g_string_new (_ ("The desk was ended before this was sent. What was written is not kept: "
                          "look at the alert or the case, and say it again."));
  g_string_append_c (body, '\n');
  for (guint i = 0; i < left->len; i++)
    g_string_append_printf (body, "\n%s", (const char *) left->pdata[i]);
  dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("Not Sent"), body->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Understood"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
source_chosen_cb (GtkWidget *chooser, const char *where, int place, ZhihuiDeskOffice *self)
{
  g_autofree char *copy = g_strdup (where);

  zhihui_desk_office_change_source (self, copy);
  tell_place (self, place);
}

static void
show_welcome (ZhihuiDeskOffice *self, const char *where, const char *fault)
{
  GtkWidget *window = zhihui_welcome_window_new (self->application, self->preferences);

  if (fault != NULL)
    zhihui_welcome_window_show_fault (ZHIHUI_WELCOME_WINDOW (window), where, fault);
  g_signal_connect_object (window, "chosen", G_CALLBACK (source_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- the class ---- */

static void
zhihui_desk_office_dispose (GObject *object)
{
  ZhihuiDeskOffice *self = ZHIHUI_DESK_OFFICE (object);

  stop_recorder (self);
  g_clear_object (&self->guard);
  g_clear_object (&self->preferences);
  g_clear_object (&self->window_store);
  g_clear_pointer (&self->where, g_free);

  G_OBJECT_CLASS (zhihui_desk_office_parent_class)->dispose (object);
}

static void
zhihui_desk_office_class_init (ZhihuiDeskOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_office_dispose;
}

static void
zhihui_desk_office_init (ZhihuiDeskOffice *self)
{
}

/**
 * zhihui_desk_office_new:
 * @application: outlives it
 * @terms: what the command line said; what they point at outlives it
 * @preferences: (transfer none): what was chosen
 * @window_store: (nullable): what windows remember
 *
 * Returns: (transfer full): a desk without a window
 */
ZhihuiDeskOffice *
zhihui_desk_office_new (AdwApplication        *application,
                        const ZhihuiDeskTerms *terms,
                        ZhihuiPreferences     *preferences,
                        GSettings             *window_store)
{
  ZhihuiDeskOffice *self = g_object_new (ZHIHUI_TYPE_DESK_OFFICE, NULL);

  self->application = application;
  self->terms = *terms;
  self->preferences = g_object_ref (preferences);
  g_set_object (&self->window_store, window_store);
  self->guard = zhihui_desk_guard_new (GTK_APPLICATION (application), preferences);
  follow_colours (self);
  g_signal_connect_object (preferences,
                           "changed::" ZHIHUI_PREFERENCE_COLOUR_SCHEME,
                           G_CALLBACK (follow_colours),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "changed::" ZHIHUI_PREFERENCE_POLL_PERIOD,
                           G_CALLBACK (follow_period),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "changed::" ZHIHUI_PREFERENCE_NOTIFICATIONS,
                           G_CALLBACK (follow_notifications),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
    application, "window-removed", G_CALLBACK (window_removed_cb), self, G_CONNECT_SWAPPED);
  zhihui_map_option_watch (self->terms.map, map_settings_changed_cb, G_OBJECT (self));
  return self;
}

/**
 * zhihui_desk_office_open:
 * @error: return location: the source of the command line cannot be opened
 *
 * Shows the desk: of the source of the command line, of $ZHIHUI_SOURCE, or of the one that was
 * chosen; where none was, or it cannot be opened, asks for one.
 *
 * Returns: %FALSE with @error set when there is no window
 */
gboolean
zhihui_desk_office_open (ZhihuiDeskOffice *self, GError **error)
{
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (ZHIHUI_IS_DESK_OFFICE (self), FALSE);

  find_source (self);
  if (*self->where == '\0')
    {
      show_welcome (self, NULL, NULL);
      return TRUE;
    }
  if (zhihui_desk_office_open_window (self, &fault) != NULL)
    return TRUE;
  if (self->is_told)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  show_welcome (self, self->where, fault->message);
  return TRUE;
}

/**
 * zhihui_desk_office_open_window:
 * @error: return location: the source cannot be opened
 *
 * On disk are the last good answers and the history of one window that is open.
 *
 * Returns: (transfer none) (nullable): one more window of the same source, or %NULL with @error set
 */
GtkWidget *
zhihui_desk_office_open_window (ZhihuiDeskOffice *self, GError **error)
{
  gboolean is_first = find_window (self) == NULL;
  g_autoptr (ZhihuiSource) source = is_first ? NULL : find_demo (self);
  g_autoptr (ZhihuiDeskSettings) settings = NULL;
  GtkWidget *window;

  if (source == NULL)
    source = is_first ? open_source (self, TRUE, error) : open_reader (self, error);
  if (source == NULL)
    return NULL;

  settings = zhihui_desk_settings_new (self->window_store);
  window = zhihui_desk_window_new_remembering (self->application, source, settings);
  g_object_set_data_full (G_OBJECT (window), WHERE_KEY, g_strdup (self->where), g_free);
  join_window (self, window);
  if (is_first)
    keep_window (self, ZHIHUI_DESK_WINDOW (window));
  hear_recorder (self, window);
  gtk_window_present (GTK_WINDOW (window));
  if (is_first)
    tell_left (window);
  return window;
}

/**
 * zhihui_desk_office_open_beside:
 *
 * For who asks about the same platform whether or not a window is open. It reads what windows kept,
 * and writes nothing. A simulated place lives as long as a window shows it.
 *
 * Returns: (transfer full) (nullable): a source that is not started, %NULL: there is none
 */
ZhihuiSource *
zhihui_desk_office_open_beside (ZhihuiDeskOffice *self)
{
  g_autoptr (ZhihuiSource) source = NULL;

  g_return_val_if_fail (ZHIHUI_IS_DESK_OFFICE (self), NULL);

  if (self->where == NULL)
    find_source (self);
  source = *self->where != '\0' ? open_reader (self, NULL) : NULL;
  if (source == NULL || ZHIHUI_IS_DEMO (source))
    return find_demo (self);
  return g_steal_pointer (&source);
}

/**
 * zhihui_desk_office_change_source:
 * @where: as --source takes it
 *
 * All windows of the desk give way to new ones of that source, and it is the one of the next start.
 * Where it cannot be opened they stay, and say why.
 */
void
zhihui_desk_office_change_source (ZhihuiDeskOffice *self, const char *where)
{
  g_autoptr (GList) windows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gboolean         was_told;

  g_return_if_fail (ZHIHUI_IS_DESK_OFFICE (self) && where != NULL);

  windows = list_windows (self);
  before = g_steal_pointer (&self->where);
  was_told = self->is_told;
  self->where = g_strdup (where);
  self->is_told = FALSE;
  {
    g_autoptr (ZhihuiSource) trial = open_source (self, FALSE, &error);
  }
  if (error != NULL)
    {
      ZhihuiDeskWindow *window;

      g_free (self->where);
      self->where = g_steal_pointer (&before);
      self->is_told = was_told;
      window = find_window (self);
      if (window != NULL)
        zhihui_desk_window_tell (window, error->message);
      return;
    }

  zhihui_preferences_set_string (self->preferences, ZHIHUI_PREFERENCE_SOURCE, where);
  stop_recorder (self);
  g_application_hold (G_APPLICATION (self->application)); /* while there is no window */
  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_close (i->data);
  zhihui_desk_office_open_window (self, NULL);
  g_application_release (G_APPLICATION (self->application));
}

/**
 * zhihui_desk_office_show_preferences:
 *
 * Over the window that is active; a second one does not open.
 */
void
zhihui_desk_office_show_preferences (ZhihuiDeskOffice *self)
{
  GtkWindow *active;
  GtkWidget *window;

  g_return_if_fail (ZHIHUI_IS_DESK_OFFICE (self));

  active = gtk_application_get_active_window (GTK_APPLICATION (self->application));
  if (ZHIHUI_IS_PREFERENCES_WINDOW (active))
    return;
  window = zhihui_preferences_window_new (self->preferences, self->where);
  gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (self->application));
  gtk_window_set_transient_for (GTK_WINDOW (window), active);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  g_signal_connect_object (window, "chosen", G_CALLBACK (source_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * zhihui_desk_office_lock:
 *
 * Covers all windows now, as after the idle minutes.
 */
void
zhihui_desk_office_lock (ZhihuiDeskOffice *self)
{
  g_return_if_fail (ZHIHUI_IS_DESK_OFFICE (self));

  zhihui_desk_guard_lock (self->guard);
}

/**
 * zhihui_desk_office_dup_diagnostics:
 *
 * Returns: (transfer full): versions, source and how it is, without a token or anything of a person
 */
char *
zhihui_desk_office_dup_diagnostics (ZhihuiDeskOffice *self)
{
  ZhihuiDeskWindow *window;
  g_autofree char  *words = NULL, *as_of = NULL, *fault = NULL;

  g_return_val_if_fail (ZHIHUI_IS_DESK_OFFICE (self), NULL);

  window = find_window (self);
  if (window != NULL)
    words =
      zhihui_desk_state_describe (zhihui_desk_get_source (zhihui_desk_window_get_desk (window)),
                                  g_get_monotonic_time (),
                                  &as_of);
  fault = g_strdup_printf ("%s\n%s", as_of != NULL ? as_of : "", words != NULL ? words : "");
  return zhihui_desk_diagnostics_write (
    self->where != NULL ? self->where : "", g_strstrip (fault), NULL);
}

/**
 * zhihui_desk_office_close:
 *
 * Before the program ends: what the history has is on disk.
 */
void
zhihui_desk_office_close (ZhihuiDeskOffice *self)
{
  g_return_if_fail (ZHIHUI_IS_DESK_OFFICE (self));

  stop_recorder (self);
}
