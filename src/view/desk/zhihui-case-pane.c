/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-pane.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-case-cell.h"
#include "zhihui-case-story.h"
#include "zhihui-case-way.h"
#include "zhihui-case-words.h"
#include "zhihui-css-class.h"
#include "zhihui-format.h"
#include "zhihui-picture-area.h"
#include "zhihui-running-clock.h"

#define LEAST_WIDTH 240 /* px, of the way */
#define MAX_STEPS 5     /* whose times have room there: the first ones are told below */

/**
 * ZhihuiCasePane:
 *
 * One case: what it is about and whose, its way with clocks and limits, who asks (masked, unless
 * somebody gave a reason), what its unit waits for, and what happened. What the user wants are
 * actions: "page.copy-number", "page.copy-text", "page.unmask", "page.mask".
 */
struct _ZhihuiCasePane
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget       *scroller; /* child */
  GtkStack        *stack;
  GtkLabel        *number;
  GtkBox          *head;
  GtkLabel        *facts;
  GtkLabel        *told;
  GtkLabel        *clock;
  GtkLabel        *since;
  GtkLabel        *subject;
  GtkLabel        *marks;
  GtkWidget       *way_box;
  GtkLabel        *name, *phone, *address;
  GtkLabel        *mask_note;
  GtkWidget       *unmask_button, *mask_button;
  GtkLabel        *trouble;
  GtkWidget       *requests_card;
  GtkListBox      *requests;
  GtkWidget       *parts_card;
  GtkListBox      *parts;
  ZhihuiCaseStory *story;
  GtkWidget       *area; /* borrowed: of the way */

  ZhihuiDeskCase    *one;   /* owned, nullable: what is shown */
  ZhihuiMeetingCase *way;   /* owned, nullable */
  ZhihuiCaseNames   *names; /* owned, nullable */
  ZhihuiZone        *zone;  /* owned, nullable */
  gint64             now;
  gboolean           is_kept, is_whole, may_unmask;
};

G_DEFINE_FINAL_TYPE (ZhihuiCasePane, zhihui_case_pane, GTK_TYPE_WIDGET)

static ZhihuiPicture *
draw_way (const ZhihuiTheme *theme, double width, double height, gpointer user_data)
{
  ZhihuiCasePane *self = user_data;

  if (self->way == NULL || self->zone == NULL)
    return NULL;
  return zhihui_case_way_draw (theme, self->way, self->zone, self->now, self->is_kept, width);
}

static void
zhihui_case_pane_dispose (GObject *object)
{
  ZhihuiCasePane *self = ZHIHUI_CASE_PANE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->one, zhihui_desk_case_unref);
  g_clear_pointer (&self->way, zhihui_meeting_case_free);
  g_clear_pointer (&self->names, zhihui_case_names_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  G_OBJECT_CLASS (zhihui_case_pane_parent_class)->dispose (object);
}

static void
zhihui_case_pane_class_init (ZhihuiCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_case_pane_dispose;
  g_type_ensure (ZHIHUI_TYPE_CASE_STORY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/case-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiCasePane, child)
  BIND (scroller);
  BIND (stack);
  BIND (number);
  BIND (head);
  BIND (facts);
  BIND (told);
  BIND (clock);
  BIND (since);
  BIND (subject);
  BIND (marks);
  BIND (way_box);
  BIND (name);
  BIND (phone);
  BIND (address);
  BIND (mask_note);
  BIND (unmask_button);
  BIND (mask_button);
  BIND (trouble);
  BIND (requests_card);
  BIND (requests);
  BIND (parts_card);
  BIND (parts);
  BIND (story);
#undef BIND
}

static void
zhihui_case_pane_init (ZhihuiCasePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->area = zhihui_picture_area_new (
    zhihui_case_way_get_unit (), LEAST_WIDTH, (int) zhihui_case_way_get_height (), draw_way, self);
  gtk_widget_set_hexpand (self->area, TRUE);
  gtk_box_append (GTK_BOX (self->way_box), self->area);
}

/* ---- what it is ---- */

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_clock (ZhihuiCasePane *self)
{
  ZhihuiRunningClock clock = zhihui_running_clock_find (self->one, self->now);
  g_autofree char   *words = zhihui_running_clock_make_words (&clock);
  g_autofree char   *since = zhihui_running_clock_make_since (&clock, self->zone, self->now);
  gboolean           is_over = clock.state == ZHIHUI_CLOCK_OVERDUE;
  g_autofree char   *shown = is_over ? g_strconcat ("◆ ", words, NULL) : g_strdup (words);

  set_text (self->clock, self->is_kept ? "—" : shown);
  set_text (self->since, since);
  zhihui_css_class_set (GTK_WIDGET (self->clock), "zh-bad", is_over && !self->is_kept);
  gtk_widget_set_visible (GTK_WIDGET (self->clock), *words != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->since), *since != '\0');
}

/* "投诉 · 12345 热线 · 昆仑镇 · 市容环卫" */
static char *
write_facts (const ZhihuiDeskCase *one, ZhihuiCaseNames *names)
{
  const char *const facts[] = {
    zhihui_case_state_get_label (one->state),
    one->work != NULL ? zhihui_case_names_get_unit (names, &one->work->unit) : "",
    zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_TYPE, one->type),
    one->topic,
    zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_CHANNEL, one->channel),
    zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_REGION, one->region),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (*facts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", facts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- who asks ---- */

static void
show_mask_note (ZhihuiCasePane *self, gint64 whole_s)
{
  g_autofree char *left = zhihui_format_countdown (whole_s);
  g_autofree char *text = g_strdup_printf (
    _ ("As it was given; masked again in %s. This look is in the audit log."), left);

  set_text (self->mask_note,
            self->is_whole ? text
            : self->may_unmask
              ? _ ("Name, telephone and address are masked. To see them give a reason: the number "
                   "of the token, time and reason go into the audit log.")
              : _ ("Name, telephone and address are masked. Your token may not see them."));
}

static void
show_person (ZhihuiCasePane *self, const ZhihuiCaseView *view)
{
  const ZhihuiDeskCase *one = view->whole != NULL ? view->whole : view->one;

  self->is_whole = view->whole != NULL;
  set_text (self->name, *one->complainant != '\0' ? one->complainant : "—");
  set_text (self->phone, *one->phone != '\0' ? one->phone : "—");
  set_text (self->address, *one->address != '\0' ? one->address : "—");
  set_text (self->subject, *one->title != '\0' ? one->title : one->topic);
  show_mask_note (self, view->whole_s);
  zhihui_css_class_set (GTK_WIDGET (self->mask_note), "zh-soon", self->is_whole);
  gtk_widget_set_visible (self->unmask_button, self->may_unmask && !self->is_whole);
  gtk_widget_set_visible (self->mask_button, self->is_whole);
}

/* ---- requests and co-units ---- */

static void
add_row (GtkListBox *list, const char *head, const char *note, const char *text)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *head_label = zhihui_card_label_new ("heading");
  GtkWidget       *note_label = zhihui_card_label_new ("zh-note");
  GtkWidget       *row = gtk_list_box_row_new ();
  g_autofree char *words = g_strjoin (", ", head, note, *text != '\0' ? text : NULL, NULL);

  gtk_label_set_text (GTK_LABEL (head_label), head);
  gtk_widget_set_hexpand (head_label, TRUE);
  gtk_label_set_text (GTK_LABEL (note_label), note);
  gtk_box_append (GTK_BOX (line), head_label);
  gtk_box_append (GTK_BOX (line), note_label);
  gtk_box_append (GTK_BOX (box), line);
  if (*text != '\0')
    {
      GtkWidget *text_label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (text_label), 0);
      gtk_label_set_wrap (GTK_LABEL (text_label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (text_label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (box), text_label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  zhihui_card_tell (row, words);
  gtk_list_box_append (list, row);
}

static void
show_requests (ZhihuiCasePane *self, const ZhihuiCaseView *view)
{
  zhihui_card_remove_rows (GTK_WIDGET (self->requests));
  gtk_widget_set_visible (self->requests_card, view->requests != NULL && view->requests->len > 0);
  for (guint i = 0; view->requests != NULL && i < view->requests->len; i++)
    {
      const ZhihuiDeskRequest *request = view->requests->pdata[i];
      const char              *kind = zhihui_case_request_get_label (request->kind);
      g_autofree char         *age = zhihui_format_coarse_age (view->now - request->requested_at);
      g_autofree char         *waits = g_strdup_printf (_ ("waits for %s"), age);
      g_autofree char         *head =
        request->days < 0 ? g_strdup (kind)
                                  : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                          "%1$s: %2$d working day",
                                                          "%1$s: %2$d working days",
                                                          (gulong) MIN (request->days, G_MAXINT)),
                                             kind,
                                             (int) MIN (request->days, G_MAXINT));

      add_row (self->requests, head, waits, request->reason);
    }
}

static void
show_parts (ZhihuiCasePane *self, const ZhihuiCaseView *view)
{
  zhihui_card_remove_rows (GTK_WIDGET (self->parts));
  gtk_widget_set_visible (self->parts_card, view->one->parts->len > 0);
  for (guint i = 0; i < view->one->parts->len; i++)
    {
      const ZhihuiCasePart *part = view->one->parts->pdata[i];
      gboolean              is_done = part->replied_at != ZHIHUI_NO_INSTANT;
      g_autofree char      *at =
        zhihui_format_moment (view->zone, is_done ? part->replied_at : part->due_at, view->now);
      g_autofree char *note =
        g_strdup_printf (is_done ? C_ ("co-unit", "replied %s") : C_ ("co-unit", "due %s"), at);

      add_row (self->parts, zhihui_case_names_get_unit (view->names, &part->unit), note, "");
    }
}

/* ---- public ---- */

static void
take (ZhihuiCasePane *self, const ZhihuiCaseView *view)
{
  zhihui_desk_case_ref (view->one);
  g_clear_pointer (&self->one, zhihui_desk_case_unref);
  g_clear_pointer (&self->way, zhihui_meeting_case_free);
  g_clear_pointer (&self->names, zhihui_case_names_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->one = view->one;
  self->names = zhihui_case_names_ref (view->names);
  self->zone = zhihui_zone_ref (view->zone);
  self->way = zhihui_case_make_way (view->one, view->names);
  while (self->way->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (self->way->steps, 0);
  self->now = view->now;
  self->is_kept = view->is_kept;
}

/**
 * zhihui_case_pane_show:
 * @view: what to show
 */
void
zhihui_case_pane_show (ZhihuiCasePane *self, const ZhihuiCaseView *view)
{
  g_autofree char *facts = NULL, *marks = NULL;

  g_return_if_fail (ZHIHUI_IS_CASE_PANE (self));

  gtk_label_set_text (self->trouble, view->trouble != NULL ? view->trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), view->trouble != NULL);
  gtk_stack_set_visible_child_name (self->stack, view->one != NULL ? "case" : "none");
  if (view->one == NULL)
    {
      zhihui_case_story_show (self->story, NULL, NULL, NULL, 0);
      g_clear_pointer (&self->one, zhihui_desk_case_unref);
      return;
    }

  take (self, view);
  facts = write_facts (view->one, view->names);
  marks = zhihui_case_cell_write_marks (view->one);
  set_text (self->number, view->one->no);
  set_text (self->facts, facts);
  set_text (self->marks, marks);
  gtk_widget_set_visible (GTK_WIDGET (self->marks), *marks != '\0');
  show_clock (self);
  show_person (self, view);
  show_requests (self, view);
  show_parts (self, view);
  zhihui_case_story_show (self->story, view->one, view->names, view->zone, view->now);
  zhihui_picture_area_draw_anew (ZHIHUI_PICTURE_AREA (self->area));
}

/**
 * zhihui_case_pane_pass:
 * @now: of the platform's clock
 * @whole_s: that what is unmasked is still shown
 *
 * Its clocks go on.
 */
void
zhihui_case_pane_pass (ZhihuiCasePane *self, gint64 now, gint64 whole_s)
{
  g_return_if_fail (ZHIHUI_IS_CASE_PANE (self));

  if (self->one == NULL)
    return;
  if (now / 60 != self->now / 60)
    {
      self->now = now;
      zhihui_picture_area_draw_anew (ZHIHUI_PICTURE_AREA (self->area));
    }
  self->now = now;
  show_clock (self);
  if (self->is_whole)
    show_mask_note (self, whole_s);
}

/**
 * zhihui_case_pane_set_told:
 * @words: (nullable): what the user told of the case and the platform does not have, a line each
 * @has_failed: some of it was not sent
 */
void
zhihui_case_pane_set_told (ZhihuiCasePane *self, const char *words, gboolean has_failed)
{
  g_return_if_fail (ZHIHUI_IS_CASE_PANE (self));

  set_text (self->told, words != NULL ? words : "");
  zhihui_css_class_set (GTK_WIDGET (self->told), "zh-warn", has_failed);
  gtk_widget_set_visible (GTK_WIDGET (self->told), words != NULL);
}

/**
 * zhihui_case_pane_add_button:
 * @button: of something that can be done with the case; stands beside its number
 */
void
zhihui_case_pane_add_button (ZhihuiCasePane *self, GtkWidget *button)
{
  g_return_if_fail (ZHIHUI_IS_CASE_PANE (self));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (self->head, button, GTK_WIDGET (self->number));
}

/**
 * zhihui_case_pane_set_may_unmask:
 * @may: whether the token may see whole cases
 */
void
zhihui_case_pane_set_may_unmask (ZhihuiCasePane *self, gboolean may)
{
  self->may_unmask = may;
}

/**
 * zhihui_case_pane_get_head:
 *
 * Returns: (transfer none): the first line, which is seen while there is a case
 */
GtkWidget *
zhihui_case_pane_get_head (ZhihuiCasePane *self)
{
  g_return_val_if_fail (ZHIHUI_IS_CASE_PANE (self), NULL);

  return GTK_WIDGET (self->head);
}
