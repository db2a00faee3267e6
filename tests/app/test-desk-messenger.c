/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "carried-errands.h"
#include "desk-application.h"
#include "fake-platform.h"
#include "widget-search.h"
#include "zhihui-desk-messenger.h"
#include "zhihui-error.h"

#define CAME "came-us"
#define COMING_US (600 * 1000) /* that libadwaita takes at most */
#define SOON_MS 100

/* A window that has nothing but toasts. */
typedef struct
{
  CarriedErrands       carried;
  GtkWidget           *window;
  AdwToastOverlay     *toasts;
  GListModel          *children; /* owned: of @toasts */
  ZhihuiDeskMessenger *messenger;
  guint                n_come, n_gone;
} Fixture;

/* One that was still coming in is freed and used. */
static void
unmapped_cb (GtkWidget *toast, Fixture *self)
{
  gint64 *came_us = g_object_get_data (G_OBJECT (toast), CAME);

  g_assert_cmpint (g_get_monotonic_time () - *came_us, >=, COMING_US);
  self->n_gone++;
}

static void
children_changed_cb (
  GListModel *children, guint position, guint n_removed, guint n_added, Fixture *self)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) toast = g_list_model_get_item (children, position + i);
      gint64 *came_us = g_new (gint64, 1);

      *came_us = g_get_monotonic_time ();
      g_object_set_data_full (G_OBJECT (toast), CAME, came_us, g_free);
      g_signal_connect (toast, "unmap", G_CALLBACK (unmapped_cb), self);
      self->n_come++;
    }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  carried_errands_set_up (&self->carried, NULL);
  self->window = adw_application_window_new (GTK_APPLICATION (g_application_get_default ()));
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, gtk_label_new ("desk"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window),
                                      GTK_WIDGET (self->toasts));
  self->messenger = zhihui_desk_messenger_new (
    self->carried.errands, ADW_APPLICATION_WINDOW (self->window), self->toasts);
  self->children = gtk_widget_observe_children (GTK_WIDGET (self->toasts));
  g_signal_connect (self->children, "items-changed", G_CALLBACK (children_changed_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* A toast that is still to go keeps it for that moment. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer left = self->messenger;

  g_object_add_weak_pointer (G_OBJECT (self->messenger), &left);
  g_signal_handlers_disconnect_by_data (self->children, self);
  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->toasts)); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    g_signal_handlers_disconnect_by_data (one, self);
  g_object_unref (self->messenger);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->children);
  await (is_gone, &left, "nothing of it is left");
  carried_errands_tear_down (&self->carried, NULL);
}

static gboolean
have_two_come (gpointer user_data)
{
  return ((Fixture *) user_data)->n_come == 2;
}

static gboolean
have_all_gone (gpointer user_data)
{
  Fixture *self = user_data;

  return self->n_come > 0 && self->n_gone == self->n_come;
}

static gboolean
have_three_gone (gpointer user_data)
{
  return ((Fixture *) user_data)->n_gone == 3;
}

static gboolean
passed_cb (gpointer has_passed)
{
  *(gboolean *) has_passed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean has_passed = FALSE;

  g_timeout_add (ms, passed_cb, &has_passed);
  while (!has_passed)
    g_main_context_iteration (NULL, TRUE);
}

/* Another one was there before, so that it came long after it was told. */
static void
test_a_toast_goes_once_it_has_come (Fixture *self, gconstpointer data)
{
  AdwToast *other = adw_toast_new ("another");
  g_autoptr (ZhihuiDeskErrand) a = NULL;

  adw_toast_set_timeout (other, 1);
  adw_toast_overlay_add_toast (self->toasts, other);
  a = carried_errands_add (&self->carried, "a", g_get_monotonic_time ());
  await (have_two_come, self, "it comes");
  wait_ms (SOON_MS);
  g_assert_true (zhihui_desk_errands_undo (self->carried.errands, a));
  await (have_three_gone, self, "what became of it goes as well");
}

static gboolean
offers_to_try_again (Fixture *self)
{
  GtkWidget *toast =
    widget_search_type (GTK_WIDGET (self->toasts), g_type_from_name ("AdwToastWidget"));

  return toast != NULL && widget_search_button (toast, "重试") != NULL;
}

static gboolean
offers_nothing (gpointer user_data)
{
  return !offers_to_try_again (user_data);
}

static gboolean
offers (gpointer user_data)
{
  return offers_to_try_again (user_data);
}

static void
fail (Fixture *self)
{
  carried_errands_answer (&self->carried,
                          g_error_new (ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE, "nobody there"));
}

/* Not as long as it would stand by itself. */
static void
await_nothing_offered (Fixture *self)
{
  gint64 since_us = g_get_monotonic_time ();

  await (offers_nothing, self, "nothing is offered any more");
  g_assert_cmpint (g_get_monotonic_time () - since_us, <, 4 * G_USEC_PER_SEC);
}

/* Whether from there or from the row. */
static void
test_what_is_not_failed_any_more_is_not_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (ZhihuiDeskErrand) a = carried_errands_add (&self->carried, "a", 0);
  ZhihuiDeskErrands *errands = self->carried.errands;

  zhihui_desk_errands_send_all (errands);
  fail (self);
  await (offers, self, "it is offered to try it again");
  zhihui_desk_errands_try_again (errands, a);
  await_nothing_offered (self);
  fail (self);
  await (offers, self, "it is offered again");
  zhihui_desk_errands_forget (errands, a);
  await_nothing_offered (self);
  await (have_all_gone, self, "they are gone");
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

#define ADD(name, func) g_test_add ("/desk-messenger/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-toast-goes-once-it-has-come", test_a_toast_goes_once_it_has_come);
  ADD ("what-is-not-failed-any-more-is-not-offered",
       test_what_is_not_failed_any_more_is_not_offered);
#undef ADD
  return g_test_run ();
}
