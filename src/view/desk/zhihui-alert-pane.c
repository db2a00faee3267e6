/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-alert-words.h"
#include "zhihui-card.h"
#include "zhihui-entry-row.h"
#include "zhihui-format.h"
#include "zhihui-level-chip.h"

#define MAX_STEPS 40 /* of a story, the newest */

/**
 * ZhihuiAlertPane:
 *
 * One alert: what it is about, what happened to it, and a form to take note of it. Emits
 * "acknowledge" (name, note), "go" ("unit", "case" or "meeting", id), "undo", "again", and "left"
 * when the user is done here (Escape).
 */
struct _ZhihuiAlertPane
{
  GtkWidget parent_instance;

  ZhihuiAlertItem *item;       /* owned, nullable: no single one is shown */
  guint            n_several;  /* so many are shown together, 0: one or none is */
  ZhihuiZone      *zone;       /* owned, nullable as long as nothing is shown */
  char            *unit;       /* owned, nullable: id */
  char            *meeting;    /* owned, nullable: id */
  char            *hindrance;  /* owned, nullable: why the user may not take note */
  gboolean         is_waiting; /* what they told is on its way */
  ZhihuiProgress   progress;

  /* template children */
  GtkStack    *stack; /* the child */
  GtkLabel    *chip;
  GtkLabel    *kind_label;
  GtkLabel    *text_label;
  GtkWidget   *cut_label; /* that this is no more than the word for the kind */
  GtkLabel    *times_label;
  GtkWidget   *unit_button, *case_button, *meeting_button;
  AdwEntryRow *name_row, *note_row;
  GtkWidget   *note_group;
  GtkButton   *note_button;
  GtkLabel    *hint_label;
  GtkWidget   *progress_box;
  GtkLabel    *progress_label;
  GtkButton   *progress_button;
  GtkWidget   *steps_group;
  GtkListBox  *steps;
};

enum
{
  SIGNAL_ACKNOWLEDGE,
  SIGNAL_GO,
  SIGNAL_UNDO,
  SIGNAL_AGAIN,
  SIGNAL_LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiAlertPane, zhihui_alert_pane, GTK_TYPE_WIDGET)

/* (nullable): why no note can be taken */
static const char *
find_hint (ZhihuiAlertPane *self, const ZhihuiAlert *alert)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  if (self->hindrance != NULL)
    return self->hindrance;
  if (alert != NULL && alert->etag == NULL)
    return _ ("This platform does not say which version of the alert you see: it can only be "
              "noted where it was raised.");
  return *g_strstrip (name) == '\0' ? _ ("Give your name: it is kept with the alert.") : NULL;
}

static void
label_button (ZhihuiAlertPane *self)
{
  g_autofree char *label = g_strdup_printf (
    ngettext ("Take Note of %u Alert", "Take Note of %u Alerts", self->n_several), self->n_several);

  gtk_button_set_label (self->note_button, self->n_several > 0 ? label : _ ("Take Note"));
}

static void
show_form (ZhihuiAlertPane *self)
{
  const ZhihuiAlert *alert = self->item != NULL ? zhihui_alert_item_get_alert (self->item) : NULL;
  const char        *hint = find_hint (self, alert);
  gboolean           may_type = self->hindrance == NULL && !self->is_waiting;

  if (alert == NULL && self->n_several == 0)
    return;
  label_button (self);
  gtk_widget_set_visible (self->note_group, alert == NULL || !alert->acknowledged);
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_button), hint == NULL && !self->is_waiting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), may_type);
  gtk_widget_set_sensitive (GTK_WIDGET (self->note_row), may_type);
  gtk_label_set_text (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_button), hint);
}

static void
name_changed_cb (ZhihuiAlertPane *self)
{
  show_form (self);
}

static void
note_clicked_cb (ZhihuiAlertPane *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  g_autofree char *note = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note_row)));

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->note_button)))
    g_signal_emit (self, signals[SIGNAL_ACKNOWLEDGE], 0, g_strstrip (name), g_strstrip (note));
}

static void
progress_clicked_cb (ZhihuiAlertPane *self)
{
  g_signal_emit (
    self, signals[self->progress == ZHIHUI_PROGRESS_UNDO ? SIGNAL_UNDO : SIGNAL_AGAIN], 0);
}

static void
unit_clicked_cb (ZhihuiAlertPane *self)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, "unit", self->unit);
}

static void
case_clicked_cb (ZhihuiAlertPane *self)
{
  g_signal_emit (
    self, signals[SIGNAL_GO], 0, "case", zhihui_alert_item_get_alert (self->item)->case_id);
}

static void
meeting_clicked_cb (ZhihuiAlertPane *self)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, "meeting", self->meeting);
}

static char *
describe_times (const ZhihuiAlert *alert, ZhihuiZone *zone, gint64 now)
{
  g_autofree char *raised = zhihui_format_date_time (zone, alert->raised_at);
  g_autofree char *updated = zhihui_format_date_time (zone, alert->updated_at);
  g_autofree char *since = zhihui_format_age (MAX (now - alert->raised_at, 0));
  g_autofree char *lately = zhihui_format_age (MAX (now - alert->updated_at, 0));
  GString         *text = g_string_new (NULL);

  /* Translators: when it was raised, how long ago. */
  g_string_append_printf (text, _ ("Raised %s, %s ago"), raised, since);
  if (alert->updated_at != alert->raised_at)
    {
      g_string_append_c (text, '\n');
      /* Translators: when it changed last, how long ago. */
      g_string_append_printf (text, _ ("Changed %s, %s ago"), updated, lately);
    }
  if (alert->acknowledged)
    {
      g_string_append_c (text, '\n');
      if (alert->acknowledged_by != NULL)
        g_string_append_printf (text, _ ("✓ %s has taken note"), alert->acknowledged_by);
      else
        g_string_append (text, _ ("✓ Somebody has taken note"));
    }
  return g_string_free (text, FALSE);
}

static void
show_alert (ZhihuiAlertPane *self, gint64 now)
{
  const ZhihuiAlert *alert = zhihui_alert_item_get_alert (self->item);
  g_autofree char   *times = describe_times (alert, self->zone, now);
  g_autofree char   *kind = NULL;

  kind = *alert->unit != '\0'
           ? g_strdup_printf ("%s · %s", zhihui_alert_item_name_kind (alert->kind), alert->unit)
           : g_strdup (zhihui_alert_item_name_kind (alert->kind));
  zhihui_level_chip_show (self->chip, alert->level);
  gtk_label_set_text (self->kind_label, kind);
  gtk_label_set_text (self->text_label, alert->text);
  gtk_label_set_text (self->times_label, times);
  gtk_widget_set_visible (self->case_button, alert->case_id != NULL);
  show_form (self);
}

/* What the user is typing stays as long as it is about the same. */
static void
turn_to (ZhihuiAlertPane *self, ZhihuiAlertItem *item, guint n_several)
{
  const char *id = item != NULL ? zhihui_alert_item_get_alert (item)->id : NULL;
  const char *old = self->item != NULL ? zhihui_alert_item_get_alert (self->item)->id : NULL;
  gboolean    is_other = g_strcmp0 (id, old) != 0 || (n_several > 0) != (self->n_several > 0);

  g_set_object (&self->item, item);
  self->n_several = n_several;
  gtk_widget_set_visible (GTK_WIDGET (self->chip), item != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->times_label), item != NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    item != NULL || n_several > 0 ? "alert" : "nothing");
  if (!is_other)
    return;
  zhihui_entry_row_begin_anew (GTK_EDITABLE (self->note_row), "");
  zhihui_alert_pane_set_story (self, NULL);
  zhihui_alert_pane_set_progress (self, NULL, ZHIHUI_PROGRESS_NOTHING);
}

/**
 * zhihui_alert_pane_show:
 * @item: (nullable): %NULL: none is selected
 * @zone: of the times
 * @now: the platform's time
 */
void
zhihui_alert_pane_show (ZhihuiAlertPane *self, ZhihuiAlertItem *item, ZhihuiZone *zone, gint64 now)
{
  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  zhihui_zone_ref (zone);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  self->zone = zone;
  turn_to (self, item, 0);
  if (item != NULL)
    show_alert (self, now);
}

/**
 * zhihui_alert_pane_show_several:
 * @n: how many alerts are selected, and may be noted together
 */
void
zhihui_alert_pane_show_several (ZhihuiAlertPane *self, guint n)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u alert is selected", "%u alerts are selected", n), n);

  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self) && n > 0);

  turn_to (self, NULL, n);
  gtk_label_set_text (self->kind_label, "");
  gtk_label_set_text (self->text_label, text);
  gtk_widget_set_visible (self->case_button, FALSE);
  show_form (self);
}

static char *
name_step (const ZhihuiAlertStep *step, const ZhihuiAlertStep *before)
{
  const char *level = zhihui_alert_words_get_level (step->level);

  if (g_str_equal (step->what, "raised"))
    return g_strdup_printf (_ ("Raised: %s"), level);
  if (g_str_equal (step->what, "level") && before != NULL && before->level < step->level)
    return g_strdup_printf (_ ("Escalated to %s"), level);
  if (g_str_equal (step->what, "level"))
    return g_strdup_printf (_ ("Now %s"), level);
  if (g_str_equal (step->what, "acknowledged"))
    return g_strdup_printf (_ ("Noted by %s"), step->by != NULL ? step->by : "—");
  if (g_str_equal (step->what, "resolved"))
    return g_strdup (_ ("Resolved"));
  return g_strdup (step->what);
}

static GtkWidget *
make_step (const ZhihuiAlertStep *step, const ZhihuiAlertStep *before, ZhihuiZone *zone)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = name_step (step, before);
  g_autofree char *when = zhihui_format_date_time (zone, step->at);
  g_autofree char *about = step->note != NULL && *step->note != '\0'
                             ? g_strdup_printf ("%s\n%s", when, step->note)
                             : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  return row;
}

/**
 * zhihui_alert_pane_set_story:
 * @story: (nullable) (transfer none): of the alert that is shown; %NULL: not known
 */
void
zhihui_alert_pane_set_story (ZhihuiAlertPane *self, const ZhihuiAlertStory *story)
{
  guint n = story != NULL ? story->steps->len : 0;

  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  zhihui_card_remove_rows (GTK_WIDGET (self->steps));
  for (guint i = n; i > 0 && i + MAX_STEPS > n; i--)
    gtk_list_box_append (self->steps,
                         make_step (story->steps->pdata[i - 1],
                                    i > 1 ? story->steps->pdata[i - 2] : NULL,
                                    self->zone));
  g_free (self->unit);
  g_free (self->meeting);
  self->unit = story != NULL ? g_strdup (story->unit) : NULL;
  self->meeting = story != NULL ? g_strdup (story->meeting) : NULL;
  gtk_widget_set_visible (self->steps_group, n > 0);
  gtk_widget_set_visible (self->unit_button, self->unit != NULL);
  gtk_widget_set_visible (self->meeting_button, self->meeting != NULL);
}

/**
 * zhihui_alert_pane_set_progress:
 * @text: (nullable): where what the user told is; %NULL: they told nothing
 * @progress: what they may do about it
 */
void
zhihui_alert_pane_set_progress (ZhihuiAlertPane *self, const char *text, ZhihuiProgress progress)
{
  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  self->progress = progress;
  self->is_waiting = text != NULL && progress != ZHIHUI_PROGRESS_AGAIN;
  gtk_label_set_text (self->progress_label, text != NULL ? text : "");
  gtk_button_set_label (self->progress_button,
                        progress == ZHIHUI_PROGRESS_UNDO ? _ ("_Undo") : _ ("_Try Again"));
  gtk_widget_set_visible (GTK_WIDGET (self->progress_button), progress != ZHIHUI_PROGRESS_NOTHING);
  gtk_widget_set_visible (self->progress_box, text != NULL);
  show_form (self);
}

/**
 * zhihui_alert_pane_set_hindrance:
 * @hindrance: (nullable): why the user may not take note, in words; %NULL: they may
 */
void
zhihui_alert_pane_set_hindrance (ZhihuiAlertPane *self, const char *hindrance)
{
  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  g_free (self->hindrance);
  self->hindrance = g_strdup (hindrance);
  show_form (self);
}

/**
 * zhihui_alert_pane_set_cut:
 * @is_cut: the texts of alerts are not kept, and are the words for their kinds
 */
void
zhihui_alert_pane_set_cut (ZhihuiAlertPane *self, gboolean is_cut)
{
  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  gtk_widget_set_visible (self->cut_label, is_cut);
}

/**
 * zhihui_alert_pane_take_focus:
 *
 * The user wants to do something about the alert: take note, else what can be done.
 */
void
zhihui_alert_pane_take_focus (ZhihuiAlertPane *self)
{
  gboolean has_name;

  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self));

  /* A keyboard in what is not seen answers to no key. */
  if (self->item == NULL && self->n_several == 0)
    return;
  has_name = *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) != '\0';
  if (gtk_widget_get_visible (self->note_group) && self->hindrance == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (has_name ? self->note_row : self->name_row));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * zhihui_alert_pane_set_name:
 * @name: of who sits here; what is typed already stays
 */
void
zhihui_alert_pane_set_name (ZhihuiAlertPane *self, const char *name)
{
  g_return_if_fail (ZHIHUI_IS_ALERT_PANE (self) && name != NULL);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0')
    zhihui_entry_row_begin_anew (GTK_EDITABLE (self->name_row), name);
}

static void
zhihui_alert_pane_dispose (GObject *object)
{
  ZhihuiAlertPane *self = ZHIHUI_ALERT_PANE (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  g_clear_object (&self->item);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->meeting, g_free);
  g_clear_pointer (&self->hindrance, g_free);
  G_OBJECT_CLASS (zhihui_alert_pane_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, guint n_texts)
{
  return g_signal_new (name,
                       ZHIHUI_TYPE_ALERT_PANE,
                       G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_texts,
                       G_TYPE_STRING,
                       G_TYPE_STRING);
}

static void
zhihui_alert_pane_class_init (ZhihuiAlertPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_alert_pane_dispose;
  signals[SIGNAL_ACKNOWLEDGE] = add_signal ("acknowledge", 2);
  signals[SIGNAL_GO] = add_signal ("go", 2);
  signals[SIGNAL_UNDO] = add_signal ("undo", 0);
  signals[SIGNAL_AGAIN] = add_signal ("again", 0);
  signals[SIGNAL_LEFT] = add_signal ("left", 0);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "left", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/alert-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiAlertPane, child)
  BIND (stack);
  BIND (chip);
  BIND (kind_label);
  BIND (text_label);
  BIND (cut_label);
  BIND (times_label);
  BIND (unit_button);
  BIND (case_button);
  BIND (meeting_button);
  BIND (name_row);
  BIND (note_row);
  BIND (note_group);
  BIND (note_button);
  BIND (hint_label);
  BIND (progress_box);
  BIND (progress_label);
  BIND (progress_button);
  BIND (steps_group);
  BIND (steps);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, progress_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, case_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, meeting_clicked_cb);
}

static void
zhihui_alert_pane_init (ZhihuiAlertPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
