/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-decision.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-css-class.h"
#include "zhihui-day-choice.h"
#include "zhihui-desk-draft.h"
#include "zhihui-entry-row.h"
#include "zhihui-unit-choice.h"
#include "zhihui-wire-telling.h"

#define USUAL_DAYS 7 /* until it is to be done, when nothing else is said */
#define MAX_TEXT_CHARS 400
#define MAX_NAME_CHARS 60
#define RESPONSE_SEND "send"

/* One dialog, as long as it is open. */
typedef struct
{
  AdwMessageDialog *dialog;   /* borrowed: owns @self */
  ZhihuiDesk       *desk;     /* owned */
  char             *meeting;  /* owned: id */
  char             *decision; /* owned: id of what is done; NULL: something is decided */

  /* borrowed of @dialog; all but @by NULL where something is done */
  GtkEditable      *text, *by;
  ZhihuiUnitChoice *unit;
  ZhihuiDayChoice  *due;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_object_unref (self->desk);
  g_free (self->meeting);
  g_free (self->decision);
  g_free (self);
}

static ZhihuiZone *
get_zone (Decision *self)
{
  return zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
}

static gint64
get_now (Decision *self)
{
  return zhihui_situation_get_platform_now (zhihui_desk_get_situation (self->desk),
                                            g_get_monotonic_time ());
}

/* The last second of the day, which is not over. */
static gboolean
read_due (Decision *self, gint64 *due_at)
{
  *due_at = zhihui_zone_day_start (get_zone (self), zhihui_day_choice_get_day (self->due) + 1) - 1;
  return *due_at > get_now (self);
}

static gboolean
judge_entry (GtkEditable *editable, glong max)
{
  g_autofree char *text = zhihui_entry_row_dup_text (editable);
  gboolean         is_good = *text != '\0' && g_utf8_strlen (text, -1) <= max;

  zhihui_css_class_set (GTK_WIDGET (editable), "error", !is_good);
  return is_good;
}

static void
judge (Decision *self)
{
  gboolean is_good = judge_entry (self->by, MAX_NAME_CHARS);
  gint64   due_at;

  if (self->text != NULL)
    {
      gboolean has_day = read_due (self, &due_at);

      is_good = judge_entry (self->text, MAX_TEXT_CHARS) && is_good;
      zhihui_css_class_set (GTK_WIDGET (self->due), "error", !has_day);
      is_good = is_good && has_day && zhihui_unit_choice_get_unit (self->unit) != NULL;
    }
  adw_message_dialog_set_response_enabled (self->dialog, RESPONSE_SEND, is_good);
}

static void
carry (Decision *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *by = zhihui_entry_row_dup_text (self->by);
  g_autofree char *text = self->text != NULL ? zhihui_entry_row_dup_text (self->text) : NULL;
  g_autofree char *part = g_uri_escape_string (self->meeting, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/meetings/%s/events", part);
  g_autofree char *body = NULL;
  g_autoptr (ZhihuiDeskErrand) errand = NULL;
  const ZhihuiUnit     *unit = text != NULL ? zhihui_unit_choice_get_unit (self->unit) : NULL;
  ZhihuiMeetingDecision said = { .id = id, .by = by, .text = text, .decision = self->decision };

  if (text != NULL && (unit == NULL || !read_due (self, &said.due_at)))
    return;
  if (unit != NULL)
    said.unit = unit->id;
  body = zhihui_wire_encode_decision (&said, get_zone (self));
  zhihui_desk_set_name (self->desk, by);
  errand = zhihui_desk_errand_new (
    "decision", text != NULL ? _ ("A decision") : _ ("A decision is done"), path, NULL, body);
  zhihui_desk_errand_set_kind (errand, text != NULL ? "decision" : "done");
  zhihui_desk_carry (self->desk, errand);
}

static void
response_cb (Decision *self, const char *response)
{
  if (g_str_equal (response, RESPONSE_SEND))
    carry (self);
}

static GtkEditable *
add_entry (Decision *self, GtkWidget *list, const char *title, const char *text)
{
  GtkEditable *row = zhihui_entry_row_add (list, title, text);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (judge), self);
  return row;
}

static ZhihuiDayChoice *
add_due (Decision *self, GtkWidget *list)
{
  g_autoptr (ZhihuiWorkCalendar) calendar = zhihui_work_calendar_new_china ();
  gint32     today = zhihui_zone_day_of (get_zone (self), get_now (self));
  GtkWidget *row = zhihui_day_choice_new (
    _ ("To be done by"), get_zone (self), calendar, today, today + USUAL_DAYS);

  g_signal_connect_swapped (row, "notify::day", G_CALLBACK (judge), self);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return ZHIHUI_DAY_CHOICE (row);
}

/* The name alone is no draft. */
static void
follow (Decision *self)
{
  g_autofree char          *about = g_strjoin ("\n", "decision", self->meeting, NULL);
  const ZhihuiDeskDraftPart parts[] = { { self->text, "text" },
                                        { self->unit, "unit" },
                                        { self->due, "day" },
                                        { self->by, "text" },
                                        { NULL } };

  if (self->text != NULL)
    zhihui_desk_draft_follow (self->dialog, about, parts);
}

static void
ask (Decision *self, GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *list = gtk_list_box_new ();

  self->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  adw_message_dialog_set_body (self->dialog, body != NULL ? body : "");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 420, -1);
  if (self->decision == NULL)
    {
      self->text = add_entry (self, list, _ ("What was decided"), "");
      self->unit =
        ZHIHUI_UNIT_CHOICE (zhihui_unit_choice_new (self->desk, _ ("Responsible unit"), NULL));
      g_signal_connect_swapped (self->unit, "changed", G_CALLBACK (judge), self);
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->unit));
      self->due = add_due (self, list);
    }
  self->by = add_entry (self, list, _ ("Your name"), zhihui_desk_get_name (self->desk));
  adw_message_dialog_set_extra_child (self->dialog, list);
  adw_message_dialog_add_responses (self->dialog,
                                    "cancel",
                                    _ ("_Cancel"),
                                    RESPONSE_SEND,
                                    self->decision == NULL ? _ ("_Note It") : _ ("_Mark as Done"),
                                    NULL);
  adw_message_dialog_set_response_appearance (self->dialog, RESPONSE_SEND, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (self->dialog), "zhihui-decision", self, decision_free);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
  follow (self);
  judge (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static Decision *
new_decision (ZhihuiDesk *desk, const char *meeting)
{
  Decision *self = g_new0 (Decision, 1);

  self->desk = g_object_ref (desk);
  self->meeting = g_strdup (meeting);
  return self;
}

/**
 * zhihui_desk_decide:
 * @desk: where it is an errand, if the user notes it
 * @parent: whose dialog it is
 * @meeting: id of the one that decided
 *
 * Asks what a meeting decided, whose it is and until when, and tells the platform.
 */
void
zhihui_desk_decide (ZhihuiDesk *desk, GtkWindow *parent, const char *meeting)
{
  Decision *self;

  g_return_if_fail (ZHIHUI_IS_DESK (desk) && meeting != NULL);

  self = new_decision (desk, meeting);
  ask (self, parent, _ ("Note a decision"), NULL);
}

/**
 * zhihui_desk_mark_done:
 * @decision: id
 * @text: its words
 *
 * Asks who says that a decision is done, and tells the platform.
 */
void
zhihui_desk_mark_done (
  ZhihuiDesk *desk, GtkWindow *parent, const char *meeting, const char *decision, const char *text)
{
  Decision *self;

  g_return_if_fail (ZHIHUI_IS_DESK (desk) && meeting != NULL && decision != NULL);

  self = new_decision (desk, meeting);
  self->decision = g_strdup (decision);
  ask (self, parent, _ ("Mark the decision as done"), text);
}
