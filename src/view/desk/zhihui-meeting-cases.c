/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-cases.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-case-way.h"
#include "zhihui-css-class.h"
#include "zhihui-meeting-words.h"
#include "zhihui-picture-area.h"
#include "zhihui-table-focus.h"

#define LEAST_WIDTH 240 /* px */

enum
{
  COLUMN_NO,
  COLUMN_APPLICANT,
  COLUMN_SUBJECT,
  COLUMN_UNIT,
  COLUMN_LEFT,
  N_COLUMNS,
};

/* A case in the list. */
typedef struct
{
  char              *id;                              /* owned */
  char              *no, *applicant, *subject, *unit; /* owned: of the detail, "" not known */
  gint64             due_at;                          /* of the detail */
  ZhihuiMeetingCase *way;                             /* owned, nullable: of the detail */
  GtkWidget         *row, *labels[N_COLUMNS];         /* borrowed */
} Line;

/**
 * ZhihuiMeetingCases:
 *
 * The cases of a meeting: whose, what about, whose work, until when; and the way of the one that is
 * chosen. Activating one asks for it by the action "page.open-case".
 */
struct _ZhihuiMeetingCases
{
  GtkWidget parent_instance;

  GtkWidget    *box;                 /* child */
  ZhihuiCard    list_card, way_card; /* borrowed parts */
  GtkWidget    *list_box;            /* borrowed */
  GtkWidget    *area;                /* borrowed */
  GtkWidget    *subject;             /* borrowed label: what the chosen case is about */
  GtkWidget    *open;                /* borrowed */
  GtkSizeGroup *groups[N_COLUMNS];   /* owned; NULL: takes what is left */
  GPtrArray    *lines;               /* (element-type Line), owned */

  const ZhihuiMeeting *meeting; /* borrowed until the next show */
  char                *shown;   /* owned: whose lines these are */
  ZhihuiZone          *zone;    /* owned, nullable */
  gint64               now;
  gboolean             kept;
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingCases, zhihui_meeting_cases, GTK_TYPE_WIDGET)

static void
line_free (Line *self)
{
  g_free (self->id);
  g_free (self->no);
  g_free (self->applicant);
  g_free (self->subject);
  g_free (self->unit);
  g_clear_pointer (&self->way, zhihui_meeting_case_free);
  g_free (self);
}

static void
zhihui_meeting_cases_dispose (GObject *object)
{
  ZhihuiMeetingCases *self = ZHIHUI_MEETING_CASES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->groups[i]);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->shown, g_free);
  self->meeting = NULL;

  G_OBJECT_CLASS (zhihui_meeting_cases_parent_class)->dispose (object);
}

static void
zhihui_meeting_cases_class_init (ZhihuiMeetingCasesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_cases_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static const ZhihuiMeetingCase *
find_case (ZhihuiMeetingCases *self, const char *id)
{
  for (guint i = 0;
       self->meeting != NULL && self->meeting->cases != NULL && i < self->meeting->cases->len;
       i++)
    {
      const ZhihuiMeetingCase *one = self->meeting->cases->pdata[i];

      if (g_strcmp0 (one->id, id) == 0)
        return one;
    }
  return NULL;
}

static Line *
find_line (ZhihuiMeetingCases *self, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (g_str_equal (((Line *) self->lines->pdata[i])->id, id))
      return self->lines->pdata[i];
  return NULL;
}

static Line *
get_chosen (ZhihuiMeetingCases *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list_box));
  int            index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return index >= 0 && (guint) index < self->lines->len ? self->lines->pdata[index] : NULL;
}

/* A meeting that is over tells no ways. */
static const ZhihuiMeetingCase *
find_way (ZhihuiMeetingCases *self, const Line *line)
{
  const ZhihuiMeetingCase *one = find_case (self, line->id);

  return one != NULL && one->steps != NULL && one->steps->len > 0 ? one : line->way;
}

static ZhihuiPicture *
draw_way (const ZhihuiTheme *theme, double width, double height, gpointer user_data)
{
  ZhihuiMeetingCases      *self = user_data;
  Line                    *line = self->lines != NULL ? get_chosen (self) : NULL;
  const ZhihuiMeetingCase *one = line != NULL ? find_way (self, line) : NULL;

  if (one == NULL || self->zone == NULL)
    return NULL;
  return zhihui_case_way_draw (theme, one, self->zone, self->now, self->kept, width);
}

/* What is told of a case beside the meeting is newer and more than what the meeting tells. */
static const char *
choose (const char *detail, const char *told)
{
  if (detail != NULL && *detail != '\0')
    return detail;
  return told != NULL && *told != '\0' ? told : "—";
}

static void
show_chosen (ZhihuiMeetingCases *self)
{
  Line                    *line = get_chosen (self);
  const ZhihuiMeetingCase *one = line != NULL ? find_case (self, line->id) : NULL;
  g_autofree char         *title = NULL;

  gtk_widget_set_visible (self->way_card.box, one != NULL);
  if (one == NULL)
    return;
  title = g_strdup_printf ("%s  %s", choose (line->no, line->id), choose (line->applicant, ""));
  gtk_label_set_text (GTK_LABEL (self->way_card.title), title);
  gtk_widget_set_visible (self->area, find_way (self, line) != NULL);
  gtk_label_set_text (GTK_LABEL (self->subject), choose (line->subject, one->topic));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", line->id);
  zhihui_picture_area_draw_anew (ZHIHUI_PICTURE_AREA (self->area));
}

/* Whether the unit has answered, as far as the meeting tells the way. */
static gboolean
is_replied (const ZhihuiMeetingCase *one)
{
  for (guint i = one->steps != NULL ? one->steps->len : 0; i > 0; i--)
    {
      const ZhihuiCaseStep *step = one->steps->pdata[i - 1];

      if (g_strcmp0 (step->name, "replied") == 0)
        return step->at != ZHIHUI_NO_INSTANT;
    }
  return FALSE;
}

static char *
tell_left (ZhihuiMeetingCases *self, const Line *line, gboolean *is_late)
{
  const ZhihuiMeetingCase *one = find_way (self, line);
  const ZhihuiCaseStep    *owed = one != NULL ? zhihui_meeting_case_find_owed (one) : NULL;
  gint64                   due_at = owed != NULL ? owed->due_at : ZHIHUI_NO_INSTANT;

  *is_late = FALSE;
  if (one != NULL && is_replied (one))
    return g_strdup (C_ ("case", "✓ replied"));
  if (self->kept)
    return g_strdup ("—");
  if (line->due_at != ZHIHUI_NO_INSTANT)
    due_at = line->due_at;
  return zhihui_meeting_words_left (due_at, self->now, is_late);
}

static void
show_line (ZhihuiMeetingCases *self, Line *line)
{
  const ZhihuiMeetingCase *one = find_case (self, line->id);
  gboolean                 late;
  g_autofree char         *left = tell_left (self, line, &late);
  const char              *texts[N_COLUMNS] = {
                 choose (line->no, line->id),
                 choose (line->applicant, NULL),
                 choose (line->subject, one != NULL ? one->topic : NULL),
                 choose (one != NULL ? one->unit : NULL, line->unit),
                 left,
  };
  g_autofree char *words = g_strjoin (
    C_ ("between parts of a phrase", ", "), texts[0], texts[1], texts[2], texts[3], texts[4], NULL);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gtk_label_set_text (GTK_LABEL (line->labels[i]), texts[i]);
    }
  zhihui_css_class_set (line->labels[COLUMN_LEFT], "zh-bad", late);
  zhihui_card_tell (line->row, words);
}

/* The columns of a row, or of the titles above. */
static GtkWidget *
build_columns (ZhihuiMeetingCases *self, GtkWidget **labels, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      labels[i] = zhihui_card_label_new (css_class);
      gtk_widget_add_css_class (labels[i], "numeric");
      if (self->groups[i] != NULL)
        gtk_size_group_add_widget (self->groups[i], labels[i]);
      else
        gtk_widget_set_hexpand (labels[i], TRUE);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_label_set_ellipsize (GTK_LABEL (labels[COLUMN_NO]), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (labels[COLUMN_APPLICANT]), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (labels[COLUMN_LEFT]), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (labels[COLUMN_UNIT]), 6);
  gtk_label_set_xalign (GTK_LABEL (labels[COLUMN_LEFT]), 1);
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  return box;
}

static void
add_line (ZhihuiMeetingCases *self, const char *id)
{
  Line *line = g_new0 (Line, 1);

  line->id = g_strdup (id);
  line->due_at = ZHIHUI_NO_INSTANT;
  line->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row),
                              build_columns (self, line->labels, NULL));
  gtk_widget_add_css_class (line->labels[COLUMN_APPLICANT], "heading");
  gtk_list_box_append (GTK_LIST_BOX (self->list_box), line->row);
  g_ptr_array_add (self->lines, line);
}

static gboolean
has_lines_of (ZhihuiMeetingCases *self, const ZhihuiMeeting *meeting)
{
  guint n = meeting->cases != NULL ? meeting->cases->len : 0;

  if (g_strcmp0 (self->shown, meeting->id) != 0 || n != self->lines->len)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (((Line *) self->lines->pdata[i])->id,
                   ((ZhihuiMeetingCase *) meeting->cases->pdata[i])->id) != 0)
      return FALSE;
  return TRUE;
}

static void
set_lines (ZhihuiMeetingCases *self, const ZhihuiMeeting *meeting)
{
  g_free (self->shown);
  self->shown = g_strdup (meeting->id);
  zhihui_card_remove_rows (self->list_box);
  g_ptr_array_set_size (self->lines, 0);
  for (guint i = 0; meeting->cases != NULL && i < meeting->cases->len; i++)
    add_line (self, ((ZhihuiMeetingCase *) meeting->cases->pdata[i])->id);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list_box),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list_box), 0));
}

static void
row_selected_cb (ZhihuiMeetingCases *self)
{
  show_chosen (self);
}

static void
row_activated_cb (ZhihuiMeetingCases *self, GtkListBoxRow *row)
{
  Line *line = get_chosen (self);

  if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open-case", "s", line->id);
}

static void
build_list (ZhihuiMeetingCases *self)
{
  const char *titles[N_COLUMNS] = {
    _ ("Number"), _ ("Applicant"), _ ("Subject"), C_ ("case", "Unit"), _ ("Reply due"),
  };
  GtkWidget *labels[N_COLUMNS];
  GtkWidget *head;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (i != COLUMN_SUBJECT)
      self->groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list_card = zhihui_card_new (NULL);
  head = build_columns (self, labels, "zh-note");
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_label_set_text (GTK_LABEL (labels[i]), titles[i]);
  gtk_box_append (GTK_BOX (self->list_card.box), head);

  self->list_box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list_box), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->list_box, "zh-rows");
  zhihui_card_tell (self->list_box, _ ("Cases of the meeting"));
  g_signal_connect_object (
    self->list_box, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->list_box, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list_box), FALSE);
  gtk_box_append (GTK_BOX (self->list_card.box),
                  g_object_new (ZHIHUI_TYPE_TABLE_FOCUS, "child", self->list_box, NULL));
}

static void
build_way (ZhihuiMeetingCases *self)
{
  GtkWidget *note = zhihui_card_label_new ("zh-note");

  self->way_card = zhihui_card_new (NULL);
  self->open = gtk_button_new_with_label (_ ("Open the Case"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "page.open-case");
  gtk_box_append (GTK_BOX (self->way_card.head), self->open);
  self->area = zhihui_picture_area_new (
    zhihui_case_way_get_unit (), LEAST_WIDTH, (int) zhihui_case_way_get_height (), draw_way, self);
  gtk_box_append (GTK_BOX (self->way_card.box), self->area);
  self->subject = zhihui_card_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->subject), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->subject), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (self->subject), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self->way_card.box), self->subject);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_text (GTK_LABEL (note),
                      _ ("Names, telephone numbers and addresses are masked. The whole case is "
                         "shown on its own page, for a reason that is kept."));
  gtk_box_append (GTK_BOX (self->way_card.box), note);
}

static void
zhihui_meeting_cases_init (ZhihuiMeetingCases *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  build_way (self);
  build_list (self);
  gtk_box_append (GTK_BOX (self->box), self->list_card.box);
  gtk_box_append (GTK_BOX (self->box), self->way_card.box);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_cases_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_CASES, NULL);
}

/**
 * zhihui_meeting_cases_show:
 * @meeting: (nullable): borrowed until the next call
 * @zone: of the deployment
 * @now: of the platform's clock
 * @kept: what is shown is not of now: no clock runs
 */
void
zhihui_meeting_cases_show (ZhihuiMeetingCases  *self,
                           const ZhihuiMeeting *meeting,
                           ZhihuiZone          *zone,
                           gint64               now,
                           gboolean             kept)
{
  g_autofree char *title = NULL;

  g_return_if_fail (ZHIHUI_IS_MEETING_CASES (self));

  self->meeting = meeting;
  self->now = now;
  self->kept = kept;
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zone != NULL ? zhihui_zone_ref (zone) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), meeting != NULL && meeting->n_cases > 0);
  if (meeting == NULL)
    return;

  title = g_strdup_printf (ngettext ("Cases: %u", "Cases: %u", meeting->n_cases), meeting->n_cases);
  gtk_label_set_text (GTK_LABEL (self->list_card.title), title);
  gtk_label_set_text (GTK_LABEL (self->list_card.note),
                      meeting->cases == NULL || meeting->cases->len < meeting->n_cases
                        ? _ ("not all may be shown here")
                        : "");
  if (!has_lines_of (self, meeting))
    set_lines (self, meeting);
  for (guint i = 0; i < self->lines->len; i++)
    show_line (self, self->lines->pdata[i]);
  show_chosen (self);
}

static void
take (char **text, const char *other)
{
  g_free (*text);
  *text = g_strdup (other);
}

/**
 * zhihui_meeting_cases_set_detail:
 * @detail: of one of the cases; of others it is dropped
 */
void
zhihui_meeting_cases_set_detail (ZhihuiMeetingCases *self, const ZhihuiCaseDetail *detail)
{
  Line *line;

  g_return_if_fail (ZHIHUI_IS_MEETING_CASES (self) && detail != NULL);

  line = find_line (self, detail->id);
  if (line == NULL)
    {
      zhihui_meeting_case_free (detail->way);
      return;
    }
  take (&line->no, detail->no);
  take (&line->applicant, detail->applicant);
  take (&line->subject, detail->subject);
  take (&line->unit, detail->unit);
  line->due_at = detail->due_at;
  g_clear_pointer (&line->way, zhihui_meeting_case_free);
  line->way = detail->way;
  show_line (self, line);
  if (line == get_chosen (self))
    show_chosen (self);
}
