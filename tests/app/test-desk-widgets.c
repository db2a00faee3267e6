/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "desk-application.h"
#include "desk-fault.h"
#include "quiet-window.h"
#include "served-scenario.h"
#include "text-contrast.h"
#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-case-table.h"
#include "zhihui-chart.h"
#include "zhihui-desk-case-actions.h"
#include "zhihui-desk-compare.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-plan.h"
#include "zhihui-desk-window.h"
#include "zhihui-picture-area.h"
#include "zhihui-preferences-window.h"
#include "zhihui-ranking-table.h"
#include "zhihui-reason-dialog.h"
#include "zhihui-settings-store.h"
#include "zhihui-wall-place-window.h"
#include "zhihui-welcome-window.h"

/* Everything of the desk is walked once, at the least size of its window, on a place that the
 * platform serves; each test is about one kind of fault. */

#define WIDTH 1280
#define HEIGHT 720
#define NARROW 720 /* of half a screen */

typedef struct
{
  ServedScenario served;
  ZhihuiSource  *source; /* owned */
  GtkWidget     *window; /* owned by the application */
  GString       *faults[DESK_N_FAULTS];
  GString       *wide; /* owned: pages that half a screen is too narrow for */
  guint          n_places;
} Walk;

static void
painted_cb (GdkFrameClock *clock, guint *n_left)
{
  if (*n_left > 0)
    (*n_left)--;
}

/* What is looked at is what was painted last: a busy computer paints long after the words stand. */
static void
await_frames (GtkWidget *root)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (root);
  guint          n_left = 2;
  gulong         id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_left);
  gint64         end_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (n_left > 0 && g_get_monotonic_time () < end_us)
    {
      gtk_widget_queue_draw (root);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
  g_assert_cmpuint (n_left, ==, 0);
}

/* Light and dark, in the order that leaves it as it was. */
static void
judge_sight (Walk *self, GtkWidget *root, const char *place)
{
  static const struct
  {
    AdwColorScheme scheme;
    const char    *name;
  } looks[] = { { ADW_COLOR_SCHEME_FORCE_DARK, "dark" },
                { ADW_COLOR_SCHEME_FORCE_LIGHT, "light" } };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *where = g_strdup_printf ("%s, %s", place, looks[i].name);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      quiet_window_await (root, self->source);
      await_frames (root);
      text_contrast_find (root, where, self->faults[DESK_FAULT_SIGHT]);
    }
}

static void
judge (Walk *self, GtkWidget *root, const char *place)
{
  quiet_window_await (root, self->source);
  await_frames (root);
  g_test_message ("%s", place);
  desk_fault_find (root, place, self->faults);
  self->n_places++;
}

/* ---- pages ---- */

/* Those that were seen before must not count: what is not shown needs no room. */
static void
judge_width (Walk *self, const char *place)
{
  int least;

  gtk_widget_measure (self->window, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_test_message ("%s needs %d px", place, least);
  if (least > NARROW)
    g_string_append_printf (self->wide, "%s needs %d px\n", place, least);
}

static void
judge_pages (Walk *self)
{
  const ZhihuiDeskPageKind *kind;

  for (guint i = 0; (kind = zhihui_desk_pages_get (i)) != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("page %s", kind->id);
      GVariant        *target =
        g_str_equal (kind->id, "portrait") ? g_variant_new_parsed ("{'unit': <'u001'>}") : NULL;

      zhihui_desk_window_go (ZHIHUI_DESK_WINDOW (self->window), kind->id, target);
      quiet_window_await (self->window, self->source);
      if (g_str_equal (kind->id, "cases"))
        {
          ZhihuiCaseTable *table =
            ZHIHUI_CASE_TABLE (widget_search_type (self->window, ZHIHUI_TYPE_CASE_TABLE));

          g_assert_cmpuint (zhihui_case_table_get_n_rows (table), >, 0);
          zhihui_case_table_select (table, zhihui_case_table_get_nth (table, 0)->id);
        }
      judge (self, self->window, place);
      desk_fault_find_size (self->window, WIDTH, HEIGHT, place, self->faults[DESK_FAULT_SIZE]);
      judge_width (self, place);
      judge_sight (self, self->window, place);
    }
}

/* ---- other windows ---- */

/* The one that came last beside the desk. */
static GtkWidget *
find_other (Walk *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *i = windows; i != NULL; i = i->next)
    if (i->data != self->window && gtk_widget_get_visible (i->data))
      found = i->data;
  g_assert_nonnull (found);
  return found;
}

static void
judge_other (Walk *self, const char *place)
{
  GtkWidget *other = find_other (self);

  judge (self, other, place);
  judge_sight (self, other, place);
  gtk_window_destroy (GTK_WINDOW (other));
}

static void
judge_preferences (Walk *self)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, backend);
  g_autoptr (ZhihuiPreferences) preferences = zhihui_preferences_new (store, NULL, NULL);

  gtk_window_present (GTK_WINDOW (zhihui_preferences_window_new (preferences, self->served.url)));
  judge_other (self, "preferences");
  gtk_window_present (GTK_WINDOW (
    zhihui_welcome_window_new (ADW_APPLICATION (g_application_get_default ()), preferences)));
  judge_other (self, "first start");
}

static void
judge_comparison (Walk *self)
{
  ZhihuiDesk *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  GtkWidget  *table;
  g_autoptr (GPtrArray) rows = NULL;

  zhihui_desk_go (desk, "rankings", NULL);
  quiet_window_await (self->window, self->source);
  table = widget_search_type (self->window, ZHIHUI_TYPE_RANKING_TABLE);
  rows = zhihui_ranking_table_list_selected (ZHIHUI_RANKING_TABLE (table));
  g_assert_cmpuint (rows->len, >, 0);
  zhihui_desk_compare_open (
    desk, zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)), rows);
  judge_other (self, "comparison");
}

static void
ignore_reason (const char *reason, gpointer user_data)
{
}

static void
judge_dialogs (Walk *self)
{
  ZhihuiDesk       *desk = zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
  const char *const cases[] = { "c-1", NULL };
  g_autoptr (ZhihuiDeskCaseActions) actions = zhihui_desk_case_actions_new (desk, self->window);

  zhihui_desk_case_actions_set_case (actions, "c-1", "1", "u001");
  gtk_widget_activate_action (self->window, "case.supervise", NULL);
  judge_other (self, "supervise");
  gtk_widget_activate_action (self->window, "case.instruct", NULL);
  judge_other (self, "instruct");
  zhihui_desk_plan_review (desk, GTK_WINDOW (self->window), cases, "u001", "1");
  judge_other (self, "plan of a review");
  gtk_window_present (GTK_WINDOW (zhihui_reason_dialog_new (
    GTK_WINDOW (self->window), "1", ignore_reason, G_OBJECT (self->window))));
  judge_other (self, "reason");
  gtk_window_present (GTK_WINDOW (zhihui_wall_place_window_new (GTK_WINDOW (self->window))));
  judge_other (self, "place of a wall");
}

/* ---- */

static void
walk (Walk *self)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_open (&self->served, "desk instruct case:full");
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  quiet_window_await (self->window, self->source);
  g_assert_nonnull (zhihui_desk_window_get_page (ZHIHUI_DESK_WINDOW (self->window)));
  for (guint i = 0; i < DESK_N_FAULTS; i++)
    self->faults[i] = g_string_new (NULL);
  self->wide = g_string_new (NULL);
  judge_pages (self);
  judge_preferences (self);
  judge_comparison (self);
  judge_dialogs (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->source);
  served_scenario_stop (&self->served);
}

static void
test_fault (Walk *self, DeskFault fault)
{
  if (self->n_places == 0)
    walk (self);
  g_assert_cmpuint (self->n_places, ==, 17);
  if (self->faults[fault]->len > 0)
    g_test_fail_printf ("%s", self->faults[fault]->str);
}

static void
test_names (gconstpointer data)
{
  /* From GTK 4.14 on what is written within is a name, too, and no function tells it. */
  if (gtk_check_version (4, 14, 0) == NULL)
    g_test_skip ("this GTK finds names by itself");
  else
    test_fault ((Walk *) data, DESK_FAULT_NAME);
}

static void
test_keys (gconstpointer data)
{
  test_fault ((Walk *) data, DESK_FAULT_KEYS);
}

static void
test_words (gconstpointer data)
{
  test_fault ((Walk *) data, DESK_FAULT_WORDS);
}

static void
test_size (gconstpointer data)
{
  test_fault ((Walk *) data, DESK_FAULT_SIZE);
}

static void
test_sight (gconstpointer data)
{
  if (!text_contrast_is_known ())
    g_test_skip ("this GTK does not tell in which colour a text is painted");
  else
    test_fault ((Walk *) data, DESK_FAULT_SIGHT);
}

static void
test_width (gconstpointer data)
{
  Walk *self = (Walk *) data;

  if (gtk_check_version (4, 14, 0) != NULL)
    test_fault (self, DESK_FAULT_NAME);
  if (self->wide->len > 0)
    g_test_fail_printf ("%s", self->wide->str);
}

/* The test is worth what it finds. */
static void
test_planted (void)
{
  GtkWidget        *window = gtk_window_new ();
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget        *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  GtkWidget        *signs = gtk_button_new_with_label ("前");
  GtkWidget        *trap = gtk_flow_box_new ();
  GtkWidget        *rows = gtk_list_box_new ();
  GtkWidget        *picture = zhihui_chart_new ();
  const char *const choices[] = { "一", NULL };
  GtkWidget        *label = gtk_label_new ("Overdue");
  GString          *faults[DESK_N_FAULTS];

  for (guint i = 0; i < DESK_N_FAULTS; i++)
    faults[i] = g_string_new (NULL);
  gtk_flow_box_append (GTK_FLOW_BOX (trap), label);
  gtk_widget_set_focusable (gtk_widget_get_parent (label), FALSE);
  gtk_widget_set_opacity (label, 0.5);
  gtk_box_append (GTK_BOX (box), signs);
  gtk_box_append (GTK_BOX (box), trap);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_tooltip_text (button, "后");
  gtk_box_append (GTK_BOX (box), gtk_search_entry_new ());
  gtk_box_append (GTK_BOX (box), gtk_drop_down_new_from_strings (choices));
  gtk_list_box_append (GTK_LIST_BOX (rows), gtk_label_new ("排"));
  gtk_box_append (GTK_BOX (box), rows);
  gtk_box_append (GTK_BOX (box), gtk_column_view_new (NULL));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (signs), GTK_ACCESSIBLE_PROPERTY_LABEL, "2 ▼7", -1);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_widget_set_size_request (box, WIDTH + 1, -1);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (button) || gtk_widget_get_width (button) == 0)
    g_main_context_iteration (NULL, TRUE);
  desk_fault_find (window, "here", faults);
  desk_fault_find_size (window, WIDTH, HEIGHT, "here", faults[DESK_FAULT_SIZE]);
  text_contrast_find (window, "here", faults[DESK_FAULT_SIGHT]);
  g_assert_cmpstr (faults[DESK_FAULT_NAME]->str,
                   ==,
                   "here: its name has signs < GtkButton\n"
                   "here: no name < GtkFlowBoxChild\n"
                   "here: no name < GtkButton\n"
                   "here: no name < GtkText\n"
                   "here: no name < GtkToggleButton\n"
                   "here: no name < GtkListBoxRow\n"
                   "here: no name < GtkListItemWidget\n"
                   "here: no name < GtkColumnListView\n"
                   "here: no name < ZhihuiChart\n");
  g_assert_nonnull (strstr (faults[DESK_FAULT_KEYS]->str, "lead to it < GtkButton\n"));
  g_assert_cmpstr (faults[DESK_FAULT_WORDS]->str, ==, "here: Overdue < GtkLabel\n");
  g_assert_true (g_str_has_prefix (faults[DESK_FAULT_SIZE]->str, "here: it is 1"));
  if (text_contrast_is_known ())
    g_assert_true (g_str_has_prefix (faults[DESK_FAULT_SIGHT]->str, "here: rgb("));
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < DESK_N_FAULTS; i++)
    g_string_free (faults[i], TRUE);
}

static void
draw_nothing (gconstpointer data, ZhihuiPicture *picture)
{
}

static ZhihuiPicture *
draw_none (const ZhihuiTheme *theme, double width, double height, gpointer data)
{
  return NULL;
}

/* Also of what there is nothing to be seen of. */
static void
test_empty_pictures (void)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty = zhihui_chart_new (), *none = zhihui_chart_new ();
  GtkWidget *area = zhihui_picture_area_new (1, 50, 50, draw_none, NULL);
  GString   *faults[DESK_N_FAULTS];

  for (guint i = 0; i < DESK_N_FAULTS; i++)
    faults[i] = g_string_new (NULL);
  zhihui_chart_set (ZHIHUI_CHART (empty), draw_nothing, NULL, NULL, 50);
  zhihui_chart_set (ZHIHUI_CHART (none), NULL, NULL, NULL, 50);
  gtk_box_append (GTK_BOX (box), empty);
  gtk_box_append (GTK_BOX (box), none);
  gtk_box_append (GTK_BOX (box), area);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (area) || gtk_widget_get_width (area) == 0)
    g_main_context_iteration (NULL, TRUE);
  desk_fault_find (window, "here", faults);
  g_assert_cmpstr (faults[DESK_FAULT_NAME]->str, ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < DESK_N_FAULTS; i++)
    g_string_free (faults[i], TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);
  Walk walked = { 0 };
  int  status;

  if (application == NULL)
    return 77;

  /* No colour and no size is on its way when it is looked at. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/desk-widgets/a-fault-of-each-kind-is-found", test_planted);
  g_test_add_func ("/desk-widgets/a-picture-of-nothing-has-a-name", test_empty_pictures);
  g_test_add_data_func ("/desk-widgets/what-takes-keys-has-a-name", &walked, test_names);
  g_test_add_data_func ("/desk-widgets/what-takes-keys-is-reached-by-tab", &walked, test_keys);
  g_test_add_data_func ("/desk-widgets/every-word-is-chinese", &walked, test_words);
  g_test_add_data_func ("/desk-widgets/every-page-has-room-in-1280-by-720", &walked, test_size);
  g_test_add_data_func ("/desk-widgets/every-word-can-be-read", &walked, test_sight);
  g_test_add_data_func ("/desk-widgets/every-page-has-room-in-720-px", &walked, test_width);
  status = g_test_run ();
  if (walked.wide != NULL)
    g_string_free (walked.wide, TRUE);
  for (guint i = 0; i < DESK_N_FAULTS; i++)
    if (walked.faults[i] != NULL)
      g_string_free (walked.faults[i], TRUE);
  return status;
}
