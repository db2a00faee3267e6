/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-outcome.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-format.h"
#include "zhihui-meeting-words.h"

/**
 * ZhihuiMeetingOutcome:
 *
 * What a meeting decided: words, whose it is, until when, and how it stands.
 */
struct _ZhihuiMeetingOutcome
{
  GtkWidget parent_instance;

  ZhihuiCard    card;      /* its box is the child */
  GtkWidget    *list_box;  /* borrowed */
  GtkWidget    *none;      /* borrowed label */
  GtkWidget    *add;       /* borrowed button */
  GtkSizeGroup *groups[3]; /* owned: unit, day, state */
  gboolean      writable;

  char *told; /* owned: what the rows say; NULL nothing yet */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingOutcome, zhihui_meeting_outcome, GTK_TYPE_WIDGET)

static void
zhihui_meeting_outcome_dispose (GObject *object)
{
  ZhihuiMeetingOutcome *self = ZHIHUI_MEETING_OUTCOME (object);

  g_clear_pointer (&self->card.box, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    g_clear_object (&self->groups[i]);
  g_clear_pointer (&self->told, g_free);

  G_OBJECT_CLASS (zhihui_meeting_outcome_parent_class)->dispose (object);
}

static void
zhihui_meeting_outcome_class_init (ZhihuiMeetingOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_outcome_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zhihui_meeting_outcome_init (ZhihuiMeetingOutcome *self)
{
  self->card = zhihui_card_new (_ ("Decisions"));
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    self->groups[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list_box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list_box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list_box, "zh-rows");
  zhihui_card_tell (self->list_box, _ ("Decisions"));
  self->none = zhihui_card_label_new ("zh-note");
  gtk_label_set_text (GTK_LABEL (self->none), _ ("Nothing was decided yet."));
  self->add = gtk_button_new_with_label (_ ("Add a Decision…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "page.decide");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_set_visible (self->add, FALSE);
  gtk_box_append (GTK_BOX (self->card.box), self->list_box);
  gtk_box_append (GTK_BOX (self->card.box), self->none);
  gtk_box_append (GTK_BOX (self->card.box), self->add);
  gtk_widget_set_parent (self->card.box, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_outcome_new (void)
{
  return g_object_new (ZHIHUI_TYPE_MEETING_OUTCOME, NULL);
}

/* "done", "open", "◆ overdue": what is overdue by now counts as the platform will say it. */
static const char *
get_state_word (const ZhihuiDecision *decision, gint64 now, gboolean kept, gboolean *is_late)
{
  *is_late = FALSE;
  if (g_strcmp0 (decision->state, "done") == 0)
    return C_ ("decision", "✓ done");
  if (kept)
    return "—";
  *is_late = g_strcmp0 (decision->state, "overdue") == 0 ||
             (decision->due_at != ZHIHUI_NO_INSTANT && now > decision->due_at);
  return *is_late ? C_ ("decision", "◆ overdue") : C_ ("decision", "○ open");
}

static GtkWidget *
build_row (ZhihuiMeetingOutcome *self,
           const ZhihuiDecision *decision,
           ZhihuiZone           *zone,
           gint64                now,
           gboolean              kept)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget       *text = zhihui_card_label_new (NULL);
  gboolean         late;
  const char      *state = get_state_word (decision, now, kept, &late);
  g_autofree char *day = decision->due_at != ZHIHUI_NO_INSTANT
                           ? zhihui_format_date (zone, decision->due_at, now)
                           : g_strdup ("—");
  const char      *parts[] = { decision->unit, day, state };
  g_autofree char *words = g_strjoin (
    C_ ("between parts of a phrase", ", "), decision->text, decision->unit, day, state, NULL);

  gtk_label_set_text (GTK_LABEL (text), decision->text);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *label = zhihui_card_label_new ("numeric");

      gtk_label_set_text (GTK_LABEL (label), parts[i] != NULL ? parts[i] : "");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_size_group_add_widget (self->groups[i], label);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 2 && late)
        gtk_widget_add_css_class (label, "zh-bad");
    }
  if (self->writable && decision->id != NULL && *decision->id != '\0' &&
      g_strcmp0 (decision->state, "done") != 0)
    {
      GtkWidget *done = gtk_button_new_with_label (C_ ("decision", "Mark as Done"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (done), "page.decision-done");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (done), "s", decision->id);
      gtk_box_append (GTK_BOX (box), done);
    }
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  zhihui_card_tell (row, words);
  return row;
}

/* All that the rows say, in one text: rows are built anew when it is another. */
static char *
tell_all (ZhihuiMeetingOutcome *self, const ZhihuiMeeting *meeting, gint64 now, gboolean kept)
{
  GString *text = g_string_new (meeting->id);

  g_string_append_printf (text, "\n%d", self->writable);
  for (guint i = 0; i < meeting->decisions->len; i++)
    {
      const ZhihuiDecision *one = meeting->decisions->pdata[i];
      gboolean              late;

      g_string_append_printf (text,
                              "\n%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%s",
                              one->id,
                              one->text,
                              one->unit,
                              one->due_at,
                              get_state_word (one, now, kept, &late));
    }
  return g_string_free (text, FALSE);
}

void
zhihui_meeting_outcome_show (ZhihuiMeetingOutcome *self,
                             const ZhihuiMeeting  *meeting,
                             ZhihuiZone           *zone,
                             gint64                now,
                             gboolean              kept)
{
  g_autofree char *told = NULL;
  guint            n;

  g_return_if_fail (ZHIHUI_IS_MEETING_OUTCOME (self) && meeting != NULL);

  told = tell_all (self, meeting, now, kept);
  if (g_strcmp0 (told, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_steal_pointer (&told);

  n = meeting->decisions->len;
  zhihui_card_remove_rows (self->list_box);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list_box),
                         build_row (self, meeting->decisions->pdata[i], zone, now, kept));
  gtk_widget_set_visible (self->list_box, n > 0);
  gtk_widget_set_visible (self->none, n == 0);
  gtk_widget_set_visible (self->add, self->writable);
}

void
zhihui_meeting_outcome_set_writable (ZhihuiMeetingOutcome *self, gboolean writable)
{
  g_return_if_fail (ZHIHUI_IS_MEETING_OUTCOME (self));

  if (self->writable == writable)
    return;
  self->writable = writable;
  g_clear_pointer (&self->told, g_free);
}
