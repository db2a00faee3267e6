/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-list.h"

#include "zhihui-format.h"
#include "zhihui-meeting.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * ZhihuiMeetingList:
 *
 * The case-review meetings of the day, with who takes part and what was decided.
 */
struct _ZhihuiMeetingList
{
  GtkWidget parent_instance;

  GtkWidget      *scroller; /* child */
  GtkWidget      *stack;    /* borrowed: "list" or "empty" */
  GtkWidget      *list_box; /* borrowed */
  ZhihuiMeetings *meetings; /* owned: what is shown */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingList, zhihui_meeting_list, GTK_TYPE_WIDGET)

static void
zhihui_meeting_list_dispose (GObject *object)
{
  ZhihuiMeetingList *self = ZHIHUI_MEETING_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->meetings, zhihui_meetings_unref);

  G_OBJECT_CLASS (zhihui_meeting_list_parent_class)->dispose (object);
}

static void
zhihui_meeting_list_class_init (ZhihuiMeetingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zhihui_meeting_list_init (ZhihuiMeetingList *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->list_box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list_box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list_box, "boxed-list");
  gtk_widget_set_valign (self->list_box, GTK_ALIGN_START);
  gtk_widget_add_css_class (clamp, "zh-pane");
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list_box);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "camera-video-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _ ("No case review today"));

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), clamp, "list");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->stack);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_list_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_LIST, NULL);
}

static const char *
name_state (ZhihuiMeetingState state)
{
  switch (state)
    {
    case ZHIHUI_MEETING_OPEN:
      return _ ("● Live");
    case ZHIHUI_MEETING_ENDED:
      return _ ("✓ Ended");
    case ZHIHUI_MEETING_CANCELLED:
      return _ ("Cancelled");
    case ZHIHUI_MEETING_POSTPONED:
      return _ ("Postponed");
    case ZHIHUI_MEETING_SCHEDULED:
    default:
      return _ ("○ To come");
    }
}

static char *
describe_meeting (const ZhihuiMeeting *meeting)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < meeting->units->len; i++)
    g_string_append_printf (
      text, "%s%s", i == 0 ? "" : _ (", "), (const char *) g_ptr_array_index (meeting->units, i));
  if (meeting->n_cases > 0)
    {
      g_string_append (text, text->len > 0 ? "  ·  " : "");
      g_string_append_printf (
        text, ngettext ("%u case", "%u cases", meeting->n_cases), meeting->n_cases);
    }
  for (guint i = 0; i < meeting->decisions->len; i++)
    g_string_append_printf (text,
                            "\n%s%s",
                            _ ("Decided: "),
                            ((const ZhihuiDecision *) meeting->decisions->pdata[i])->text);
  return g_string_free (text, FALSE);
}

static GtkWidget *
build_row (const ZhihuiMeeting *meeting, ZhihuiZone *zone)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *state = gtk_label_new (name_state (meeting->state));
  g_autofree char *starts = zhihui_format_clock (zone, meeting->starts_at, FALSE);
  GtkWidget       *time = gtk_label_new (starts);
  g_autofree char *detail = describe_meeting (meeting);

  /* Titles come from the platform: they are text, never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), meeting->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  gtk_widget_add_css_class (time, "title-4");
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (state, meeting->state == ZHIHUI_MEETING_OPEN ? "heading" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), time);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  return row;
}

/**
 * zhihui_meeting_list_show:
 *
 * Shows the meetings of @situation; does nothing when they are the ones shown.
 */
void
zhihui_meeting_list_show (ZhihuiMeetingList *self, ZhihuiSituation *situation)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (situation);
  ZhihuiZone     *zone = zhihui_situation_get_zone (situation);
  GtkWidget      *child;
  g_autoptr (GPtrArray) today = NULL;

  g_return_if_fail (ZHIHUI_IS_MEETING_LIST (self));

  if (meetings == self->meetings)
    return;
  g_clear_pointer (&self->meetings, zhihui_meetings_unref);
  self->meetings = meetings != NULL ? zhihui_meetings_ref (meetings) : NULL;

  while ((child = gtk_widget_get_first_child (self->list_box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list_box), child);
  today = meetings != NULL ? zhihui_meetings_list_day (meetings, zone, meetings->stamp.as_of)
                           : g_ptr_array_new ();
  for (guint i = 0; i < today->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list_box), build_row (today->pdata[i], zone));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), today->len > 0 ? "list" : "empty");
}
