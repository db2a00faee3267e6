/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-messenger.h"

#include <glib/gi18n-lib.h>

#define RESPONSE_GIVE_UP "give-up"
#define COMING_US (600 * 1000) /* that a toast takes to come in, at most */

/**
 * ZhihuiDeskMessenger:
 *
 * Shows in a window where the errands of its user are, lets them be undone ("win.undo-errand",
 * which takes the newest) and tried again, and keeps the window until all of them are carried. What
 * failed is given up only by who says so.
 */
struct _ZhihuiDeskMessenger
{
  GObject parent_instance;

  ZhihuiDeskErrands *errands;  /* owned */
  GtkWindow         *window;   /* borrowed: owns @self */
  AdwToastOverlay   *toasts;   /* borrowed of @window */
  GSimpleAction     *undo;     /* owned */
  AdwToast          *toast;    /* owned, nullable: of @shown */
  AdwToast          *end;      /* owned, nullable: what became of the one before */
  ZhihuiDeskErrand  *ended;    /* owned, nullable: the one before */
  GListModel        *children; /* owned: of @toasts, one more when a toast comes in */
  GPtrArray         *going;    /* (element-type AdwToast), owned: once the last has come */
  gint64             first_us; /* of frames: the first of the one that comes in; 0: not drawn yet */
  ZhihuiDeskErrand  *shown;    /* owned, nullable: the newest that can be undone */
  guint              tick_id;  /* while one waits */
  GtkWidget         *question; /* borrowed, nullable: of @window, whether it may go */
  gboolean           is_coming; /* one of the toasts */
  gboolean           is_leaving;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskMessenger, zhihui_desk_messenger, G_TYPE_OBJECT)

/* (transfer full): no toast is ever floating. */
static AdwToast *
make_toast (ZhihuiDeskErrand *errand, const char *words)
{
  g_autofree char *text =
    g_markup_printf_escaped (_ ("%s: %s"), zhihui_desk_errand_get_what (errand), words);

  return adw_toast_new (text);
}

static void
undo_clicked_cb (ZhihuiDeskMessenger *self)
{
  if (self->shown != NULL)
    zhihui_desk_errands_undo (self->errands, self->shown);
}

/* One that lets another come in is followed by the rest when that has come. */
static void
let_go (ZhihuiDeskMessenger *self)
{
  while (self->going->len > 0 && !self->is_coming)
    {
      g_autoptr (AdwToast) last = g_ptr_array_steal_index (self->going, self->going->len - 1);

      adw_toast_dismiss (last);
    }
}

/* By the frames that were drawn, not by the clock: a program that was busy has shown none of it. */
static gboolean
frame_drawn_cb (GtkWidget *toasts, GdkFrameClock *clock, gpointer user_data)
{
  ZhihuiDeskMessenger *self = user_data;
  gint64               now_us = gdk_frame_clock_get_frame_time (clock);

  if (self->first_us == 0)
    self->first_us = now_us;
  if (now_us - self->first_us < COMING_US)
    return G_SOURCE_CONTINUE;

  self->is_coming = FALSE;
  let_go (self);
  return self->is_coming;
}

static void
children_changed_cb (ZhihuiDeskMessenger *self, guint position, guint n_removed, guint n_added)
{
  if (n_added == 0)
    return;

  if (!self->is_coming)
    gtk_widget_add_tick_callback (
      GTK_WIDGET (self->toasts), frame_drawn_cb, g_object_ref (self), g_object_unref);
  self->is_coming = TRUE;
  self->first_us = 0;
}

/* A toast that others shall follow makes room for them. Priorities are of no use: libadwaita 1.2
 * ends in an assertion when a toast that was pushed aside comes back within its own fading. One
 * that goes while it still comes in is freed by it and used after that. Which of them comes in it
 * does not say, and one may do so long after it was added: none goes before the last has come. What
 * is not seen does not come in either, nor are there any frames. */
static void
dismiss (ZhihuiDeskMessenger *self, AdwToast **toast)
{
  g_autoptr (AdwToast) owned = g_steal_pointer (toast);

  if (owned == NULL)
    return;
  if (!self->is_coming || !gtk_widget_get_mapped (GTK_WIDGET (self->toasts)))
    adw_toast_dismiss (owned);
  else
    g_ptr_array_add (self->going, g_steal_pointer (&owned));
}

static void
drop_toast (ZhihuiDeskMessenger *self)
{
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  dismiss (self, &self->toast);
  g_clear_object (&self->shown);
}

/* What was told at once has one toast, whichever of it is shown. */
static gboolean
is_with_shown (ZhihuiDeskMessenger *self, ZhihuiDeskErrand *errand)
{
  const char *group =
    self->shown != NULL && errand != NULL ? zhihui_desk_errand_get_group (self->shown) : NULL;

  return errand == self->shown ||
         (group != NULL && g_strcmp0 (group, zhihui_desk_errand_get_group (errand)) == 0);
}

/* The newest errand that waits, with the seconds it has left. */
static void
show_waiting (ZhihuiDeskMessenger *self, gint64 now_us)
{
  ZhihuiDeskErrand *newest = zhihui_desk_errands_get_newest (self->errands, ZHIHUI_ERRAND_WAITING);
  g_autofree char  *words = NULL;
  g_autofree char  *text = NULL;

  if (!is_with_shown (self, newest))
    drop_toast (self);
  if (newest == NULL)
    return;

  g_set_object (&self->shown, newest);
  words = zhihui_desk_errand_describe (newest, now_us);
  if (self->toast == NULL)
    {
      dismiss (self, &self->end);
      self->toast = make_toast (newest, words);
      adw_toast_set_button_label (self->toast, _ ("Undo"));
      adw_toast_set_timeout (self->toast, 0);
      g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self);
      adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
      return;
    }
  text = g_markup_printf_escaped (_ ("%s: %s"), zhihui_desk_errand_get_what (newest), words);
  adw_toast_set_title (self->toast, text);
}

static void
again_clicked_cb (AdwToast *toast, ZhihuiDeskErrand *errand)
{
  ZhihuiDeskErrands *errands = g_object_get_data (G_OBJECT (toast), "zhihui-errands");

  zhihui_desk_errands_try_again (errands, errand);
}

static void
show_end (ZhihuiDeskMessenger *self, ZhihuiDeskErrand *errand)
{
  g_autofree char *words = zhihui_desk_errand_describe (errand, 0);
  AdwToast        *toast = make_toast (errand, words);

  dismiss (self, &self->end);
  self->end = toast;
  g_set_object (&self->ended, errand);
  if (zhihui_desk_errand_is_worth_again (errand))
    {
      g_object_set_data_full (
        G_OBJECT (toast), "zhihui-errands", g_object_ref (self->errands), g_object_unref);
      adw_toast_set_button_label (toast, _ ("Try Again"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (again_clicked_cb), errand, 0);
    }
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static gboolean
second_passed_cb (gpointer user_data)
{
  ZhihuiDeskMessenger *self = user_data;
  gint64               now_us = g_get_monotonic_time ();

  zhihui_desk_errands_pass (self->errands, now_us);
  show_waiting (self, now_us);
  if (zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_WAITING) > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* One that failed and is dismissed is no news. */
static gboolean
has_ended (ZhihuiDeskMessenger *self, ZhihuiDeskErrand *errand)
{
  switch (zhihui_desk_errand_get_state (errand))
    {
    case ZHIHUI_ERRAND_SENT:
    case ZHIHUI_ERRAND_UNDONE:
      return TRUE;
    case ZHIHUI_ERRAND_FAILED:
      return g_ptr_array_find (zhihui_desk_errands_get_all (self->errands), errand, NULL);
    case ZHIHUI_ERRAND_WAITING:
    case ZHIHUI_ERRAND_SENDING:
    default:
      return FALSE;
    }
}

/* Everything that could be carried is: the window goes, unless its user has to hear of a failure.
 */
static void
go_or_come_back (ZhihuiDeskMessenger *self)
{
  if (!self->is_leaving || !zhihui_desk_errands_is_idle (self->errands))
    return;

  self->is_leaving = FALSE;
  if (zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_FAILED) > 0)
    gtk_window_present (self->window);
  else
    gtk_window_destroy (self->window);
}

/* What it says of @errand is not so any more, and nothing can be tried again by it. */
static void
drop_end (ZhihuiDeskMessenger *self, ZhihuiDeskErrand *errand)
{
  if (self->ended != errand)
    return;
  dismiss (self, &self->end);
  g_clear_object (&self->ended);
}

static void
errand_changed_cb (ZhihuiDeskMessenger *self, ZhihuiDeskErrand *errand)
{
  gboolean waits = zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_WAITING) > 0;

  g_simple_action_set_enabled (self->undo, waits);
  if (waits && self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, second_passed_cb, self);
  show_waiting (self, g_get_monotonic_time ());
  drop_end (self, errand);
  if (has_ended (self, errand))
    show_end (self, errand);
  go_or_come_back (self);
}

static void
forget_failed (ZhihuiDeskMessenger *self)
{
  ZhihuiDeskErrand *failed;

  while ((failed = zhihui_desk_errands_get_newest (self->errands, ZHIHUI_ERRAND_FAILED)) != NULL)
    zhihui_desk_errands_forget (self->errands, failed);
}

static gboolean
close_cb (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

/* The dialog goes first: one that answers is not rid of its window before that. */
static void
question_answered_cb (ZhihuiDeskMessenger *self, const char *response)
{
  if (!g_str_equal (response, RESPONSE_GIVE_UP))
    return;

  forget_failed (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self->window), g_object_unref);
}

static void
ask_whether_to_go (ZhihuiDeskMessenger *self)
{
  GPtrArray *all = zhihui_desk_errands_get_all (self->errands);
  g_autoptr (GString) body = g_string_new (
    _ ("Once the window is closed, it is not sent any more, and what was written is lost."));
  AdwMessageDialog *dialog;

  g_string_append_c (body, '\n');
  for (guint i = 0; i < all->len; i++)
    if (zhihui_desk_errand_get_state (all->pdata[i]) == ZHIHUI_ERRAND_FAILED)
      {
        g_autofree char *line = zhihui_desk_errand_make_line (all->pdata[i], 0);

        g_string_append_printf (body, "\n%s", line);
      }
  g_set_weak_pointer (
    &self->question,
    adw_message_dialog_new (self->window, _ ("Close Without Sending?"), body->str));
  dialog = ADW_MESSAGE_DIALOG (self->question);
  adw_message_dialog_add_responses (
    dialog, "cancel", _ ("_Cancel"), RESPONSE_GIVE_UP, _ ("_Close"), NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_GIVE_UP, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "cancel");
  g_signal_connect_object (
    dialog, "response", G_CALLBACK (question_answered_cb), self, G_CONNECT_SWAPPED);
}

/* What was told is sent, not lost. */
static gboolean
close_request_cb (ZhihuiDeskMessenger *self)
{
  if (!self->is_leaving && zhihui_desk_errands_count (self->errands, ZHIHUI_ERRAND_FAILED) > 0)
    {
      if (self->question == NULL)
        ask_whether_to_go (self);
      gtk_window_present (GTK_WINDOW (self->question));
      return TRUE;
    }
  if (zhihui_desk_errands_is_idle (self->errands))
    return FALSE;

  self->is_leaving = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  zhihui_desk_errands_send_all (self->errands);
  return TRUE;
}

static void
undo_action_cb (ZhihuiDeskMessenger *self)
{
  ZhihuiDeskErrand *newest = zhihui_desk_errands_get_newest (self->errands, ZHIHUI_ERRAND_WAITING);

  if (newest != NULL)
    zhihui_desk_errands_undo (self->errands, newest);
}

static void
zhihui_desk_messenger_finalize (GObject *object)
{
  ZhihuiDeskMessenger *self = ZHIHUI_DESK_MESSENGER (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->toast);
  g_clear_object (&self->end);
  g_clear_object (&self->ended);
  g_clear_object (&self->children);
  g_ptr_array_unref (self->going);
  g_clear_object (&self->shown);
  g_clear_object (&self->undo);
  g_clear_object (&self->errands);
  G_OBJECT_CLASS (zhihui_desk_messenger_parent_class)->finalize (object);
}

static void
zhihui_desk_messenger_class_init (ZhihuiDeskMessengerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_messenger_finalize;
}

static void
zhihui_desk_messenger_init (ZhihuiDeskMessenger *self)
{
}

/**
 * zhihui_desk_messenger_new:
 * @errands: (transfer none): of the user
 * @window: where they are shown; owns what is returned, and outlives it
 * @toasts: of @window
 *
 * Returns: (transfer full): a messenger
 */
ZhihuiDeskMessenger *
zhihui_desk_messenger_new (ZhihuiDeskErrands    *errands,
                           AdwApplicationWindow *window,
                           AdwToastOverlay      *toasts)
{
  ZhihuiDeskMessenger *self = g_object_new (ZHIHUI_TYPE_DESK_MESSENGER, NULL);

  self->errands = g_object_ref (errands);
  self->window = GTK_WINDOW (window);
  self->toasts = toasts;
  self->going = g_ptr_array_new_with_free_func (g_object_unref);
  self->children = gtk_widget_observe_children (GTK_WIDGET (toasts));
  g_signal_connect_object (
    self->children, "items-changed", G_CALLBACK (children_changed_cb), self, G_CONNECT_SWAPPED);
  self->undo = g_simple_action_new ("undo-errand", NULL);
  g_simple_action_set_enabled (self->undo, FALSE);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (self->undo));
  g_signal_connect_object (
    self->undo, "activate", G_CALLBACK (undo_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    errands, "changed", G_CALLBACK (errand_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  return self;
}
