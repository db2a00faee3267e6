/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-units.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-format.h"
#include "zhihui-table-focus.h"

/**
 * ZhihuiMeetingUnits:
 *
 * Who is invited to a meeting, who has come, and when.
 */
struct _ZhihuiMeetingUnits
{
  GtkWidget parent_instance;

  ZhihuiCard card;     /* its box is the child */
  GtkWidget *list_box; /* borrowed */
  char      *told;     /* owned: what the rows say; NULL nothing yet */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingUnits, zhihui_meeting_units, GTK_TYPE_WIDGET)

static void
zhihui_meeting_units_dispose (GObject *object)
{
  ZhihuiMeetingUnits *self = ZHIHUI_MEETING_UNITS (object);

  g_clear_pointer (&self->card.box, gtk_widget_unparent);
  g_clear_pointer (&self->told, g_free);

  G_OBJECT_CLASS (zhihui_meeting_units_parent_class)->dispose (object);
}

static void
zhihui_meeting_units_class_init (ZhihuiMeetingUnitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_units_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
}

static void
zhihui_meeting_units_init (ZhihuiMeetingUnits *self)
{
  self->card = zhihui_card_new (NULL);
  self->list_box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list_box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list_box, "zh-rows");
  zhihui_card_tell (self->list_box, _ ("Units of the meeting"));
  gtk_box_append (GTK_BOX (self->card.box), self->list_box);
  gtk_widget_set_parent (self->card.box, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_units_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_UNITS, NULL);
}

/* "host", "14:01 joined", "not there": of what is still to come nobody is missing. */
static char *
tell_presence (const ZhihuiMeeting *meeting,
               const char          *unit,
               ZhihuiZone          *zone,
               gint64               now,
               gboolean            *is_missing)
{
  gint64           at = zhihui_meeting_find_joined_at (meeting, unit);
  g_autofree char *time = at != ZHIHUI_NO_INSTANT ? zhihui_format_clock (zone, at, FALSE) : NULL;

  *is_missing = FALSE;
  if (time != NULL)
    return g_strdup_printf (C_ ("unit", "joined %s"), time);
  if (zhihui_meeting_has_joined (meeting, unit))
    return g_strdup (C_ ("unit", "joined"));
  if (meeting->state != ZHIHUI_MEETING_OPEN)
    return g_strdup ("");
  *is_missing = TRUE;
  return g_strdup (C_ ("meeting", "not there"));
}

static GtkWidget *
build_row (const ZhihuiMeeting *meeting, const char *unit, ZhihuiZone *zone, gint64 now)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gboolean         joined = zhihui_meeting_has_joined (meeting, unit), missing;
  gboolean         hosts = g_strcmp0 (meeting->host, unit) == 0;
  GtkWidget       *sign = gtk_label_new (joined ? "●" : "○");
  GtkWidget       *name = zhihui_card_label_new (NULL);
  GtkWidget       *state = zhihui_card_label_new ("zh-note");
  g_autofree char *presence = tell_presence (meeting, unit, zone, now, &missing);
  g_autofree char *text =
    !hosts ? g_strdup (presence)
    : *presence != '\0'
      ? g_strjoin (C_ ("between parts of a phrase", ", "), C_ ("meeting", "host"), presence, NULL)
      : g_strdup (C_ ("meeting", "host"));
  g_autofree char *words =
    g_strjoin (C_ ("between parts of a phrase", ", "), unit, *text != '\0' ? text : NULL, NULL);

  gtk_widget_add_css_class (sign, joined ? "zh-now" : "dim-label");
  gtk_label_set_text (GTK_LABEL (name), unit);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_text (GTK_LABEL (state), text);
  gtk_label_set_ellipsize (GTK_LABEL (state), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (state, "numeric");
  if (missing)
    gtk_widget_add_css_class (state, "zh-warn");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  zhihui_card_tell (row, words);
  return row;
}

/* The host first, whether it is invited as well or not. */
static GPtrArray *
list_units (const ZhihuiMeeting *meeting)
{
  GPtrArray *units = g_ptr_array_new ();

  if (meeting->host != NULL && *meeting->host != '\0')
    g_ptr_array_add (units, meeting->host);
  for (guint i = 0; i < meeting->units->len; i++)
    if (g_strcmp0 (meeting->units->pdata[i], meeting->host) != 0)
      g_ptr_array_add (units, meeting->units->pdata[i]);
  return units;
}

static char *
tell_all (const ZhihuiMeeting *meeting, GPtrArray *units)
{
  GString *text = g_string_new (meeting->id);

  g_string_append_printf (text, "\n%u\t%s", meeting->state, meeting->host);
  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (text,
                            "\n%s\t%d\t%" G_GINT64_FORMAT,
                            (const char *) units->pdata[i],
                            zhihui_meeting_has_joined (meeting, units->pdata[i]),
                            zhihui_meeting_find_joined_at (meeting, units->pdata[i]));
  return g_string_free (text, FALSE);
}

/* "参会单位 5 / 6", and how many people, where that is told. */
static void
show_title (ZhihuiMeetingUnits *self, const ZhihuiMeeting *meeting)
{
  guint            n_joined = zhihui_meeting_count_joined (meeting);
  g_autofree char *title = NULL;
  g_autofree char *people = NULL;

  title = meeting->state == ZHIHUI_MEETING_OPEN || n_joined > 0
            ? g_strdup_printf (_ ("Units %1$u / %2$u"), n_joined, meeting->units->len)
            : g_strdup_printf (_ ("Units %u"), meeting->units->len);
  if (meeting->participants_now >= 0 && meeting->participants_expected >= 0)
    people = g_strdup_printf (
      _ ("%1$d of %2$d people"), meeting->participants_now, meeting->participants_expected);
  gtk_label_set_text (GTK_LABEL (self->card.title), title);
  gtk_label_set_text (GTK_LABEL (self->card.note), people != NULL ? people : "");
}

void
zhihui_meeting_units_show (ZhihuiMeetingUnits  *self,
                           const ZhihuiMeeting *meeting,
                           ZhihuiZone          *zone,
                           gint64               now)
{
  g_autoptr (GPtrArray) units = NULL;
  g_autofree char *told = NULL;

  g_return_if_fail (ZHIHUI_IS_MEETING_UNITS (self) && meeting != NULL);

  show_title (self, meeting);
  units = list_units (meeting);
  told = tell_all (meeting, units);
  if (g_strcmp0 (told, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_steal_pointer (&told);

  zhihui_card_remove_rows (self->list_box);
  for (guint i = 0; i < units->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list_box),
                         build_row (meeting, units->pdata[i], zone, now));
  gtk_widget_set_visible (GTK_WIDGET (self), units->len > 0);
}
