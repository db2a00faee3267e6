/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter-bar.h"

#include "widget-search.h"
#include "zhihui-language.h"
#include "zhihui-view.h"

#include <adwaita.h>

#define SOON_MS 100
#define N_LETTERS 40

typedef struct
{
  GtkWidget   *window, *bar; /* borrowed */
  GtkEditable *search;       /* borrowed */
  guint        n_changes;
  gboolean     is_late;
} Typing;

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static void
changed_cb (Typing *self)
{
  self->n_changes++;
}

static void
set_up (Typing *self, gconstpointer data)
{
  self->window = gtk_window_new ();
  self->bar = g_object_new (ZHIHUI_TYPE_CASE_FILTER_BAR, NULL);
  gtk_window_set_child (GTK_WINDOW (self->window), self->bar);
  gtk_window_present (GTK_WINDOW (self->window));
  while ((self->search = GTK_EDITABLE (widget_search_first (self->bar, is_search, NULL))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect_swapped (self->bar, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Typing *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static const char *
get_words (Typing *self)
{
  return zhihui_case_filter_get (
    zhihui_case_filter_bar_get_filter (ZHIHUI_CASE_FILTER_BAR (self->bar)), ZHIHUI_CASE_FILTER_Q);
}

static gboolean
is_late_cb (gpointer user_data)
{
  ((Typing *) user_data)->is_late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
a_letter_is_searched_for_at_once (Typing *self, gconstpointer data)
{
  guint late_id;

  gtk_editable_set_text (self->search, "路");
  late_id = g_timeout_add (SOON_MS, is_late_cb, self);
  while (self->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (self->is_late);
  g_assert_cmpstr (get_words (self), ==, "路");
  g_source_remove (late_id);
}

/* The last letter is not forgotten over that. */
static void
a_key_that_is_held_asks_seldom (Typing *self, gconstpointer data)
{
  gint64 began_us = g_get_monotonic_time ();
  int    place = 0;

  for (guint i = 0; i < N_LETTERS; i++)
    {
      gtk_editable_insert_text (self->search, "a", 1, &place);
      g_main_context_iteration (NULL, FALSE);
    }
  while (g_strcmp0 (get_words (self), gtk_editable_get_text (self->search)) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (self->n_changes,
                   <=,
                   2 + (g_get_monotonic_time () - began_us) / (100 * G_TIME_SPAN_MILLISECOND));
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_test_message ("no display");
      return g_test_run ();
    }
  adw_init ();
  zhihui_view_init ();
#define ADD(name, func) g_test_add ("/case-filter-bar/" name, Typing, NULL, set_up, func, tear_down)
  ADD ("a-letter-is-searched-for-at-once", a_letter_is_searched_for_at_once);
  ADD ("a-key-that-is-held-asks-seldom", a_key_that_is_held_asks_seldom);
#undef ADD
  return g_test_run ();
}
