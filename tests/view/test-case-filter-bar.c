/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter-bar.h"

#include "in-english.h"
#include "loop-run.h"
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

static gboolean
is_unit_drop (GtkWidget *widget, gconstpointer data)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_DROP_DOWN (widget) && g_strcmp0 (tip, "单位") == 0;
}

static gboolean
is_one_found (gpointer list)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  g_autoptr (GtkStringObject) one = g_list_model_get_item (model, 0);

  return g_list_model_get_n_items (model) == 1 &&
         g_str_equal (gtk_string_object_get_string (one), "松龄路街道");
}

static ZhihuiCaseNames *
make_names (void)
{
  static const char *const towns[] = { "般阳路街道", "松龄路街道", "龙泉镇" };
  ZhihuiSituationBuilder  *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiUnits) units = zhihui_units_new ();
  g_autoptr (ZhihuiSituation) situation = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      ZhihuiUnit unit = { .id = (char *) towns[i],
                          .name = (char *) towns[i],
                          .short_name = (char *) towns[i],
                          .peer = (char *) "town",
                          .region = (char *) "370302",
                          .active = TRUE };

      g_ptr_array_add (units->items, zhihui_unit_copy (&unit));
    }
  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_UNITS, units);
  situation = zhihui_situation_builder_finish (builder);
  return zhihui_case_names_new (situation);
}

/* As in every other choice of units: by a part of the name, how it sounds, its initials. */
static void
a_unit_is_found_as_anywhere (Typing *self, gconstpointer data)
{
  static const char *const texts[] = { "slljd", "龄路", "songlinglu", "松龄" };
  g_autoptr (ZhihuiCaseNames) names = make_names ();
  GtkWidget *drop, *search, *list;

  zhihui_case_filter_bar_set_names (ZHIHUI_CASE_FILTER_BAR (self->bar), names);
  drop = widget_search_first (self->bar, is_unit_drop, NULL);
  search = widget_search_type (drop, GTK_TYPE_SEARCH_ENTRY);
  list = widget_search_type (drop, GTK_TYPE_LIST_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_false (is_one_found (list));
      gtk_editable_set_text (GTK_EDITABLE (search), texts[i]);
      loop_run_until (is_one_found, list);
      gtk_editable_set_text (GTK_EDITABLE (search), "");
    }
}

static gboolean
is_mark_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "Any mark or none");
}

static void
see_what_is_under_more (gconstpointer data)
{
  Typing     self = { NULL };
  GtkWidget *label;

  set_up (&self, NULL);
  label = widget_search_first (self.bar, is_mark_label, NULL);
  g_assert_nonnull (label);
  g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
  tear_down (&self, NULL);
}

static void
no_word_is_cut_under_more_in_english (void)
{
  in_english (see_what_is_under_more, NULL);
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
  ADD ("a-unit-is-found-as-anywhere", a_unit_is_found_as_anywhere);
#undef ADD
  g_test_add_func ("/case-filter-bar/no-word-is-cut-under-more-in-english",
                   no_word_is_cut_under_more_in_english);
  return g_test_run ();
}
