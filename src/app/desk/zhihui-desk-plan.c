/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-plan.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-css-class.h"
#include "zhihui-day-choice.h"
#include "zhihui-desk-draft.h"
#include "zhihui-entry-row.h"
#include "zhihui-time-format.h"
#include "zhihui-unit-choice.h"
#include "zhihui-units-choice.h"
#include "zhihui-wire-telling.h"
#include "zhihui-work-calendar.h"

#define ABOUT N_ ("A draft can be changed before it is announced.")
#define TIME_FORMAT "%Y-%m-%d %H:%M"
#define FIRST_CLOCK "09:00" /* when nothing else was said */
#define USUAL_MINUTES 60    /* that a meeting takes */
#define MAX_MINUTES 480
#define MAX_TITLE_CHARS 100
#define MAX_NAME_CHARS 60
#define RESPONSE_DRAFT "draft"
#define RESPONSE_PLAN "plan"

/* One dialog, as long as it is open. */
typedef struct
{
  AdwMessageDialog *dialog; /* borrowed: owns @self */
  ZhihuiDesk       *desk;   /* owned */
  char            **cases;  /* owned */
  char             *unit;   /* owned, nullable: id of the one that is to meet */
  char             *note;   /* owned, nullable: what is to be known of @cases */

  /* borrowed of @dialog */
  GtkEditable       *title, *starts, *by;
  ZhihuiDayChoice   *day;
  ZhihuiUnitChoice  *host;
  ZhihuiUnitsChoice *units;
  GtkWidget         *minutes;
  gboolean           has_units; /* @units knows them */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *self = data;

  g_object_unref (self->desk);
  g_strfreev (self->cases);
  g_free (self->unit);
  g_free (self->note);
  g_free (self);
}

static ZhihuiZone *
get_zone (Plan *self)
{
  return zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
}

static gint64
get_now (Plan *self)
{
  return zhihui_situation_get_platform_now (zhihui_desk_get_situation (self->desk),
                                            g_get_monotonic_time ());
}

static gboolean
read_start (Plan *self, gint64 *starts_at)
{
  g_autofree char *day = zhihui_date_format (zhihui_day_choice_get_day (self->day));
  g_autofree char *clock = zhihui_entry_row_dup_text (self->starts);
  g_autofree char *text = g_strjoin (" ", day, clock, NULL);

  return zhihui_time_format_parse (TIME_FORMAT, text, get_zone (self), starts_at) &&
         *starts_at > get_now (self);
}

static gboolean
is_length (const char *text, glong max)
{
  return *text != '\0' && g_utf8_strlen (text, -1) <= max;
}

static void
mark (GtkEditable *editable, gboolean is_good)
{
  zhihui_css_class_set (GTK_WIDGET (editable), "error", !is_good);
}

static char *
describe_cases (guint n)
{
  /* Translators: how many there are, how many there may be */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%1$u case is to be discussed: the platform takes at most %2$u into one review. "
                 "Plan several.",
                 "%1$u cases are to be discussed: the platform takes at most %2$u into one review. "
                 "Plan several.",
                 n),
    n,
    ZHIHUI_WIRE_MOST_LISTED);
}

static char *
describe_units (guint n)
{
  /* Translators: how many were chosen, how many there may be */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u unit is to take part: the platform invites at most "
                                       "%2$u to one review. Take some out, or plan several.",
                                       "%1$u units are to take part: the platform invites at most "
                                       "%2$u to one review. Take some out, or plan several.",
                                       n),
                          n,
                          ZHIHUI_WIRE_MOST_LISTED);
}

/* Returns: (transfer full): why it cannot be sent, where the row does not say it by itself, else
 * what can be done with a draft */
static char *
describe (Plan *self, gboolean has_start, guint n_units)
{
  guint n_cases = g_strv_length (self->cases);

  if (n_cases > ZHIHUI_WIRE_MOST_LISTED)
    return describe_cases (n_cases);
  if (!has_start)
    return g_strdup (_ ("The beginning is a time to come, such as 09:00 tomorrow."));
  if (n_units > ZHIHUI_WIRE_MOST_LISTED)
    return describe_units (n_units);
  return self->note != NULL ? g_strjoin ("\n", self->note, _ (ABOUT), NULL) : g_strdup (_ (ABOUT));
}

static void
judge (Plan *self)
{
  g_autofree char *title = zhihui_entry_row_dup_text (self->title);
  g_autofree char *by = zhihui_entry_row_dup_text (self->by);
  g_auto (GStrv) units = zhihui_units_choice_dup_chosen (self->units);
  guint    n_units = g_strv_length (units);
  gint64   starts_at;
  gboolean has_title = is_length (title, MAX_TITLE_CHARS);
  gboolean has_start = read_start (self, &starts_at);
  gboolean has_name = is_length (by, MAX_NAME_CHARS);
  gboolean is_good = has_title && has_start && has_name && n_units <= ZHIHUI_WIRE_MOST_LISTED &&
                     g_strv_length (self->cases) <= ZHIHUI_WIRE_MOST_LISTED &&
                     zhihui_unit_choice_get_unit (self->host) != NULL;
  g_autofree char *body = describe (self, has_start, n_units);

  /* What is still empty is to be filled in, not wrong. */
  mark (self->title, has_title || *title == '\0');
  mark (self->starts, has_start);
  adw_message_dialog_set_body (self->dialog, body);
  mark (self->by, has_name || *by == '\0');
  adw_message_dialog_set_response_enabled (self->dialog, RESPONSE_DRAFT, is_good);
  adw_message_dialog_set_response_enabled (self->dialog, RESPONSE_PLAN, is_good);
}

static void
host_changed_cb (Plan *self)
{
  ZhihuiUnits *units = zhihui_unit_choice_get_units (self->host);

  if (units != NULL && !self->has_units)
    zhihui_units_choice_set_units (self->units, units);
  self->has_units = units != NULL;
  judge (self);
}

static void
carry (Plan *self, gboolean is_draft)
{
  g_autofree char  *id = g_uuid_string_random ();
  g_autofree char  *title = zhihui_entry_row_dup_text (self->title);
  g_autofree char  *by = zhihui_entry_row_dup_text (self->by);
  const ZhihuiUnit *host = zhihui_unit_choice_get_unit (self->host);
  g_auto (GStrv) units = zhihui_units_choice_dup_chosen (self->units);
  ZhihuiMeetingPlan plan = {
    .id = id,
    .kind = "review",
    .by = by,
    .title = title,
    .units = (const char *const *) units,
    .cases = (const char *const *) self->cases,
    .is_draft = is_draft,
  };
  g_autofree char *body = NULL;
  g_autofree char *what = g_strdup_printf (_ ("Case review “%s”"), title);
  g_autoptr (ZhihuiDeskErrand) errand = NULL;

  if (host == NULL || !read_start (self, &plan.starts_at))
    return;
  plan.host_unit = host->id;
  plan.ends_at =
    plan.starts_at + 60 * gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minutes));
  body = zhihui_wire_encode_meeting_plan (&plan, get_zone (self));
  zhihui_desk_set_name (self->desk, by);
  errand = zhihui_desk_errand_new ("meeting", what, "/meetings", NULL, body);
  zhihui_desk_errand_set_kind (errand, "review");
  zhihui_desk_carry (self->desk, errand);
}

static void
response_cb (Plan *self, const char *response)
{
  if (!g_str_equal (response, "cancel"))
    carry (self, g_str_equal (response, RESPONSE_DRAFT));
}

static void
add_row (GtkWidget *list, const char *title, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* At first the next working day. */
static ZhihuiDayChoice *
add_day (Plan *self, GtkWidget *list)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  gint32     today = zhihui_zone_day_of (get_zone (self), get_now (self));
  gint32     next = zhihui_work_calendar_add (calendar, today, 1, NULL);
  GtkWidget *row = zhihui_day_choice_new (_ ("Day"), get_zone (self), calendar, today, next);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return ZHIHUI_DAY_CHOICE (row);
}

static GtkWidget *
make_form (Plan *self, const char *about)
{
  GtkWidget       *list = gtk_list_box_new ();
  g_autofree char *title =
    *about != '\0' ? g_strdup_printf (_ ("Review of %s"), about) : g_strdup ("");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 420, -1);
  self->title = zhihui_entry_row_add (list, _ ("Title"), title);
  self->host = ZHIHUI_UNIT_CHOICE (zhihui_unit_choice_new (self->desk, _ ("Host"), self->unit));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->host));
  self->units =
    ZHIHUI_UNITS_CHOICE (zhihui_units_choice_new (_ ("Units to take part"), self->unit));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->units));
  self->day = add_day (self, list);
  self->starts = zhihui_entry_row_add (list, _ ("Begins (hour:minute)"), FIRST_CLOCK);
  self->minutes = gtk_spin_button_new_with_range (15, MAX_MINUTES, 15);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minutes), USUAL_MINUTES);
  add_row (list, _ ("Minutes"), self->minutes);
  self->by = zhihui_entry_row_add (list, _ ("Your name"), zhihui_desk_get_name (self->desk));
  return list;
}

static void
connect_form (Plan *self)
{
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->day, "notify::day", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->starts, "changed", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->by, "changed", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->units, "notify::chosen", G_CALLBACK (judge), self);
  g_signal_connect_swapped (self->host, "changed", G_CALLBACK (host_changed_cb), self);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
}

static void
follow (Plan *self)
{
  g_autofree char *cases = g_strjoinv ("\n", self->cases);
  g_autofree char *about =
    g_strjoin ("\n", "plan", self->unit != NULL ? self->unit : "", cases, NULL);
  const ZhihuiDeskDraftPart parts[] = { { self->title, "text" },   { self->host, "unit" },
                                        { self->units, "chosen" }, { self->day, "day" },
                                        { self->starts, "text" },  { self->minutes, "value" },
                                        { self->by, "text" },      { NULL } };

  zhihui_desk_draft_follow (self->dialog, about, parts);
}

/**
 * zhihui_desk_plan_dup_hindrance:
 *
 * Returns: (transfer full) (nullable): why no review can be planned now, in words; %NULL: one can
 */
char *
zhihui_desk_plan_dup_hindrance (ZhihuiDesk *desk)
{
  static const char *const scopes[] = { "desk", NULL };

  return zhihui_desk_dup_hindrance (desk, scopes);
}

/**
 * zhihui_desk_plan_review:
 *
 * As zhihui_desk_plan_review_noting(), with nothing to be known.
 */
void
zhihui_desk_plan_review (ZhihuiDesk        *desk,
                         GtkWindow         *parent,
                         const char *const *cases,
                         const char        *unit,
                         const char        *about)
{
  zhihui_desk_plan_review_noting (desk, parent, cases, unit, about, NULL);
}

/**
 * zhihui_desk_plan_review_noting:
 * @desk: where it is an errand, if the user calls the meeting
 * @parent: whose dialog it is
 * @cases: (array zero-terminated=1): ids of what it is about
 * @unit: (nullable): id of the unit that has them: invited, and the host unless another is chosen
 * @about: what the user calls them; "" of a meeting that has none yet: its title is typed
 * @note: (nullable): what is to be known of @cases: that they are not all
 *
 * Asks when, and by whom, a case review is held, and tells the platform.
 */
void
zhihui_desk_plan_review_noting (ZhihuiDesk        *desk,
                                GtkWindow         *parent,
                                const char *const *cases,
                                const char        *unit,
                                const char        *about,
                                const char        *note)
{
  Plan *self;

  g_return_if_fail (ZHIHUI_IS_DESK (desk) && cases != NULL && about != NULL);

  self = g_new0 (Plan, 1);
  self->desk = g_object_ref (desk);
  self->cases = g_strdupv ((char **) cases);
  self->unit = g_strdup (unit);
  self->note = g_strdup (note);
  self->dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Plan a Review"), _ (ABOUT)));
  adw_message_dialog_set_extra_child (self->dialog, make_form (self, about));
  adw_message_dialog_add_responses (self->dialog,
                                    "cancel",
                                    _ ("_Cancel"),
                                    RESPONSE_DRAFT,
                                    _ ("Keep as _Draft"),
                                    RESPONSE_PLAN,
                                    _ ("_Announce"),
                                    NULL);
  adw_message_dialog_set_response_appearance (self->dialog, RESPONSE_PLAN, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (self->dialog), "zhihui-plan", self, plan_free);
  connect_form (self);
  follow (self);
  judge (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
