/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-format.h"
#include "zhihui-meeting-outcome.h"
#include "zhihui-meeting-units.h"
#include "zhihui-meeting-words.h"
#include "zhihui-picture-area.h"
#include "zhihui-qr-mark.h"
#include "zhihui-two-columns.h"

#define SIDE_WIDTH 272 /* px */
#define LEAST_MAIN 430
#define QR_SIZE 150
#define LEAST_MODULE 2 /* px: read with a telephone before the screen */

/**
 * ZhihuiMeetingPane:
 *
 * One meeting with all that is known of it. What is done with it are actions: "page.join",
 * "page.copy-passcode", "page.copy-ics", "page.save-ics", "page.open-case", "page.decide",
 * "page.decision-done", "page.show-on-wall". The address to join is neither shown nor known to any
 * widget but the picture of the room's code.
 */
struct _ZhihuiMeetingPane
{
  GtkWidget parent_instance;

  GtkStack  *stack;                                            /* child, of the template */
  GtkLabel  *title, *status, *obstacle;                        /* of the template */
  GtkWidget *body, *wall, *join, *hindered;                    /* of the template */
  GtkWidget *cases, *outcome, *units, *room, *code, *passcode; /* borrowed */

  ZhihuiMeeting *meeting; /* owned, nullable: what is shown */
  gboolean       kept;
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingPane, zhihui_meeting_pane, GTK_TYPE_WIDGET)

static void
zhihui_meeting_pane_dispose (GObject *object)
{
  ZhihuiMeetingPane *self = ZHIHUI_MEETING_PANE (object);
  GtkWidget         *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->meeting, zhihui_meeting_free);

  G_OBJECT_CLASS (zhihui_meeting_pane_parent_class)->dispose (object);
}

static void
zhihui_meeting_pane_class_init (ZhihuiMeetingPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/meeting-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, title);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, status);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, hindered);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, obstacle);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, body);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, wall);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiMeetingPane, join);
}

static ZhihuiPicture *
draw_code (const ZhihuiTheme *theme, double width, double height, gpointer user_data)
{
  ZhihuiMeetingPane *self = user_data;
  ZhihuiPicture     *picture;

  if (self->meeting == NULL || self->meeting->room_url == NULL)
    return NULL;
  picture = zhihui_picture_new (theme, width, height);
  zhihui_marks_add_qr (
    picture, "room", self->meeting->room_url, 0, 0, MIN (width, height), LEAST_MODULE);
  zhihui_picture_add_spoken (picture,
                             _ ("QR code that leads the device of the room to the meeting"));
  return picture;
}

static GtkWidget *
build_room (ZhihuiMeetingPane *self)
{
  ZhihuiCard card = zhihui_card_new (_ ("Join from the room"));
  GtkWidget *note = zhihui_card_label_new ("zh-note");

  self->code = zhihui_picture_area_new (1, QR_SIZE, QR_SIZE, draw_code, self);
  gtk_widget_set_halign (self->code, GTK_ALIGN_START);
  gtk_label_set_text (GTK_LABEL (note), _ ("For the device of the room alone."));
  gtk_box_append (GTK_BOX (card.box), self->code);
  gtk_box_append (GTK_BOX (card.box), note);
  return card.box;
}

static GtkWidget *
build_passcode (void)
{
  ZhihuiCard card = zhihui_card_new (_ ("Passcode"));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *dots = gtk_label_new ("••••••");
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy"));

  zhihui_card_tell (dots, _ ("The passcode is not shown"));
  gtk_widget_set_hexpand (dots, TRUE);
  gtk_label_set_xalign (GTK_LABEL (dots), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "page.copy-passcode");
  zhihui_card_tell (copy, _ ("Copy the passcode"));
  gtk_box_append (GTK_BOX (row), dots);
  gtk_box_append (GTK_BOX (row), copy);
  gtk_box_append (GTK_BOX (card.box), row);
  return card.box;
}

static void
zhihui_meeting_pane_init (ZhihuiMeetingPane *self)
{
  GtkWidget *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cases = zhihui_meeting_cases_new ();
  self->outcome = zhihui_meeting_outcome_new ();
  self->units = zhihui_meeting_units_new ();
  self->passcode = build_passcode ();
  self->room = build_room (self);
  gtk_box_append (GTK_BOX (main), self->cases);
  gtk_box_append (GTK_BOX (main), self->outcome);
  gtk_box_append (GTK_BOX (side), self->units);
  gtk_box_append (GTK_BOX (side), self->passcode);
  gtk_box_append (GTK_BOX (side), self->room);
  gtk_box_append (GTK_BOX (self->body),
                  zhihui_two_columns_new (main, side, SIDE_WIDTH, LEAST_MAIN));
  gtk_widget_set_visible (self->passcode, FALSE);
}

GtkWidget *
zhihui_meeting_pane_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_PANE, NULL);
}

/* "● now 5:20", "○ next, in 1:24:40": how long it goes on, or how long until then. */
static char *
tell_state (const ZhihuiMeeting *meeting, gint64 now, gboolean kept)
{
  g_autofree char *state = zhihui_meeting_words_state (meeting);
  g_autofree char *time = NULL;
  gint64           since =
    meeting->started_at != ZHIHUI_NO_INSTANT ? meeting->started_at : meeting->starts_at;

  if (kept)
    return g_steal_pointer (&state);
  if (meeting->state == ZHIHUI_MEETING_OPEN && now >= since)
    {
      time = zhihui_format_countdown (now - since);
      return g_strdup_printf ("%s %s", state, time);
    }
  if (meeting->state == ZHIHUI_MEETING_SCHEDULED && meeting->starts_at > now)
    {
      g_autofree char *left = zhihui_format_countdown (meeting->starts_at - now);

      time = g_strdup_printf (C_ ("meeting", "in %s"), left);
      return g_strdup_printf ("%s %s", state, time);
    }
  return g_steal_pointer (&state);
}

static char *
tell_time (const ZhihuiMeeting *meeting, ZhihuiZone *zone)
{
  g_autofree char *day = zhihui_format_date_weekday (zone, meeting->starts_at);
  g_autofree char *from = zhihui_format_clock (zone, meeting->starts_at, FALSE);
  g_autofree char *to = zhihui_format_clock (zone, meeting->ends_at, FALSE);

  if (meeting->ends_at <= meeting->starts_at)
    return g_strdup_printf ("%s %s", day, from);
  return g_strdup_printf ("%s %s–%s", day, from, to);
}

static void
show_head (ZhihuiMeetingPane *self, ZhihuiZone *zone, gint64 now)
{
  const ZhihuiMeeting *meeting = self->meeting;
  g_autofree char     *state = tell_state (meeting, now, self->kept);
  g_autofree char     *time = tell_time (meeting, zone);
  g_autofree char     *host = NULL;
  g_autofree char     *status = NULL;
  const char          *room = meeting->room != NULL ? meeting->room : "";

  if (meeting->host != NULL && *meeting->host != '\0')
    host = g_strdup_printf (C_ ("meeting", "held by %s"), meeting->host);
  status = g_strjoin ("    ",
                      state,
                      time,
                      host != NULL    ? host
                      : *room != '\0' ? room
                                      : NULL,
                      host != NULL && *room != '\0' ? room : NULL,
                      NULL);
  gtk_label_set_text (self->title, meeting->title);
  gtk_label_set_text (self->status, status);
}

/**
 * zhihui_meeting_pane_show:
 * @meeting: (nullable): what is shown from now on; copied
 * @zone: of the deployment
 * @now: of the platform's clock
 * @kept: what is shown is not of now
 *
 * Call it as well when only the time went on.
 */
void
zhihui_meeting_pane_show (ZhihuiMeetingPane   *self,
                          const ZhihuiMeeting *meeting,
                          ZhihuiZone          *zone,
                          gint64               now,
                          gboolean             kept)
{
  g_autofree char *old_code = NULL;
  ZhihuiMeeting   *old;

  g_return_if_fail (ZHIHUI_IS_MEETING_PANE (self));

  old = self->meeting;
  old_code = old != NULL ? g_strdup (old->room_url) : NULL;
  self->kept = kept;
  self->meeting = meeting != NULL ? zhihui_meeting_copy (meeting) : NULL;
  zhihui_meeting_cases_show (ZHIHUI_MEETING_CASES (self->cases), self->meeting, zone, now, kept);
  zhihui_meeting_free (old);
  gtk_stack_set_visible_child_name (self->stack, meeting != NULL ? "meeting" : "none");
  if (meeting == NULL)
    return;

  show_head (self, zone, now);
  zhihui_meeting_outcome_show (
    ZHIHUI_MEETING_OUTCOME (self->outcome), self->meeting, zone, now, kept);
  zhihui_meeting_units_show (ZHIHUI_MEETING_UNITS (self->units), self->meeting, zone, now);
  /* A kept schedule may lead into somebody else's meeting. */
  gtk_widget_set_visible (self->room, self->meeting->room_url != NULL && !kept);
  if (g_strcmp0 (old_code, self->meeting->room_url) != 0)
    zhihui_picture_area_draw_anew (ZHIHUI_PICTURE_AREA (self->code));
}

void
zhihui_meeting_pane_set_join (ZhihuiMeetingPane *self, const char *obstacle, gboolean has_passcode)
{
  g_return_if_fail (ZHIHUI_IS_MEETING_PANE (self));

  gtk_label_set_text (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (self->hindered, obstacle != NULL && *obstacle != '\0');
  gtk_widget_set_visible (self->passcode, has_passcode);
}

void
zhihui_meeting_pane_set_writable (ZhihuiMeetingPane *self, gboolean writable)
{
  g_return_if_fail (ZHIHUI_IS_MEETING_PANE (self));

  zhihui_meeting_outcome_set_writable (ZHIHUI_MEETING_OUTCOME (self->outcome), writable);
}

ZhihuiMeetingCases *
zhihui_meeting_pane_get_cases (ZhihuiMeetingPane *self)
{
  return ZHIHUI_MEETING_CASES (self->cases);
}

const ZhihuiMeeting *
zhihui_meeting_pane_get_meeting (ZhihuiMeetingPane *self)
{
  return self->meeting;
}
