/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-preferences-window.h"

#include "zhihui-control-names.h"
#include "zhihui-entry-row.h"
#include "zhihui-row-buttons.h"
#include "zhihui-source-form.h"
#include "zhihui-view.h"

#include <glib/gi18n-lib.h>

struct _ZhihuiPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  ZhihuiPreferences *preferences; /* owned */
  gboolean           is_filling;  /* what changes is not the user's */

  /* template children */
  ZhihuiSourceForm *form;
  AdwComboRow      *period_row;
  AdwComboRow      *language_row;
  AdwComboRow      *colour_row;
  AdwActionRow     *notifications_row;
  GtkSwitch        *notifications_switch;
  AdwComboRow      *lock_row;
  AdwActionRow     *watermark_row;
  GtkSwitch        *watermark_switch;
  AdwEntryRow      *watermark_text_row;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiPreferencesWindow,
                     zhihui_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

/* One of a few texts or numbers; in the order in which they are offered. */
typedef struct
{
  const char *title; /* to be translated */
  const char *text;
  guint       number;
} Choice;

static const Choice periods[] = {
  { N_ ("As the platform asks"), NULL, 0 }, { N_ ("Every 5 seconds"), NULL, 5 },
  { N_ ("Every 15 seconds"), NULL, 15 },    { N_ ("Every minute"), NULL, 60 },
  { N_ ("Every 5 minutes"), NULL, 300 },
};
static const Choice languages[] = {
  { N_ ("As the session"), "", 0 },
  { N_ ("Chinese (中文)"), "zh_CN", 0 },
  { N_ ("English"), "en", 0 },
};
static const Choice colours[] = {
  { N_ ("As the desktop"), "system", 0 },
  { N_ ("Light"), "light", 0 },
  { N_ ("Dark"), "dark", 0 },
};
static const Choice locks[] = {
  { N_ ("Never"), NULL, 0 },
  { N_ ("After 1 minute"), NULL, 1 },
  { N_ ("After 5 minutes"), NULL, 5 },
  { N_ ("After 10 minutes"), NULL, 10 },
  { N_ ("After 15 minutes"), NULL, 15 },
  { N_ ("After 30 minutes"), NULL, 30 },
};

/* Which row is about what. */
typedef struct
{
  const char   *key;
  const Choice *choices;
  guint         n_choices;
} ChoiceRow;

static const ChoiceRow choice_rows[] = {
  { ZHIHUI_PREFERENCE_POLL_PERIOD, periods, G_N_ELEMENTS (periods) },
  { ZHIHUI_PREFERENCE_LANGUAGE, languages, G_N_ELEMENTS (languages) },
  { ZHIHUI_PREFERENCE_COLOUR_SCHEME, colours, G_N_ELEMENTS (colours) },
  { ZHIHUI_PREFERENCE_LOCK_AFTER, locks, G_N_ELEMENTS (locks) },
};

static AdwComboRow *
get_combo_row (ZhihuiPreferencesWindow *self, gsize index)
{
  AdwComboRow *rows[G_N_ELEMENTS (choice_rows)] = {
    self->period_row, self->language_row, self->colour_row, self->lock_row
  };

  return rows[index];
}

/* ---- what is fixed ---- */

static void
mark_fixed (ZhihuiPreferencesWindow *self, GtkWidget *row, const char *key)
{
  if (!zhihui_preferences_is_fixed (self->preferences, key))
    return;
  gtk_widget_set_sensitive (row, FALSE);
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Set by the administrator"));
}

/* ---- rows of a few choices ---- */

static gboolean
is_chosen (ZhihuiPreferencesWindow *self, const ChoiceRow *row, const Choice *choice)
{
  if (choice->text != NULL)
    {
      g_autofree char *text = zhihui_preferences_dup_string (self->preferences, row->key);

      return g_str_equal (text, choice->text);
    }
  return zhihui_preferences_get_uint (self->preferences, row->key) == choice->number;
}

static char *
word_number (const char *key, guint number)
{
  return g_str_equal (key, ZHIHUI_PREFERENCE_LOCK_AFTER)
           ? g_strdup_printf (_ ("After %u minutes"), number)
           : g_strdup_printf (_ ("Every %u seconds"), number);
}

/* The administrator may have fixed a number that is not offered: it is shown all the same. */
static void
fill_combo_row (ZhihuiPreferencesWindow *self, AdwComboRow *widget, const ChoiceRow *row)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = row->n_choices;

  for (guint i = 0; i < row->n_choices; i++)
    {
      gtk_string_list_append (titles, _ (row->choices[i].title));
      if (is_chosen (self, row, &row->choices[i]))
        selected = i;
    }
  if (selected == row->n_choices)
    {
      g_autofree char *number =
        word_number (row->key, zhihui_preferences_get_uint (self->preferences, row->key));

      gtk_string_list_append (titles, number);
    }
  adw_combo_row_set_model (widget, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (widget, selected);
  mark_fixed (self, GTK_WIDGET (widget), row->key);
}

static void
choice_made_cb (AdwComboRow *widget, GParamSpec *pspec, ZhihuiPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (widget);

  for (gsize i = 0; !self->is_filling && i < G_N_ELEMENTS (choice_rows); i++)
    {
      const ChoiceRow *row = &choice_rows[i];

      if (get_combo_row (self, i) != widget || selected >= row->n_choices)
        continue;
      if (row->choices[selected].text != NULL)
        zhihui_preferences_set_string (self->preferences, row->key, row->choices[selected].text);
      else
        zhihui_preferences_set_uint (self->preferences, row->key, row->choices[selected].number);
    }
}

/* ---- the others ---- */

static void
switched_cb (GtkSwitch *widget, GParamSpec *pspec, ZhihuiPreferencesWindow *self)
{
  const char *key = widget == self->watermark_switch ? ZHIHUI_PREFERENCE_WATERMARK
                                                     : ZHIHUI_PREFERENCE_NOTIFICATIONS;

  if (!self->is_filling)
    zhihui_preferences_set_boolean (self->preferences, key, gtk_switch_get_active (widget));
}

static void
words_applied_cb (ZhihuiPreferencesWindow *self)
{
  zhihui_preferences_set_string (self->preferences,
                                 ZHIHUI_PREFERENCE_WATERMARK_TEXT,
                                 gtk_editable_get_text (GTK_EDITABLE (self->watermark_text_row)));
}

static void
chosen_cb (ZhihuiPreferencesWindow *self, const char *where, int place)
{
  g_signal_emit (self, signals[CHOSEN], 0, where, place);
}

static void
fill (ZhihuiPreferencesWindow *self, const char *where)
{
  g_autofree char *words =
    zhihui_preferences_dup_string (self->preferences, ZHIHUI_PREFERENCE_WATERMARK_TEXT);

  self->is_filling = TRUE;
  zhihui_source_form_set_preferences (self->form, self->preferences);
  zhihui_source_form_set_where (self->form, where);
  for (gsize i = 0; i < G_N_ELEMENTS (choice_rows); i++)
    fill_combo_row (self, get_combo_row (self, i), &choice_rows[i]);
  gtk_switch_set_active (
    self->notifications_switch,
    zhihui_preferences_get_boolean (self->preferences, ZHIHUI_PREFERENCE_NOTIFICATIONS));
  gtk_switch_set_active (
    self->watermark_switch,
    zhihui_preferences_get_boolean (self->preferences, ZHIHUI_PREFERENCE_WATERMARK));
  zhihui_entry_row_begin_anew (GTK_EDITABLE (self->watermark_text_row), words);
  mark_fixed (self, GTK_WIDGET (self->notifications_row), ZHIHUI_PREFERENCE_NOTIFICATIONS);
  mark_fixed (self, GTK_WIDGET (self->watermark_row), ZHIHUI_PREFERENCE_WATERMARK);
  mark_fixed (self, GTK_WIDGET (self->watermark_text_row), ZHIHUI_PREFERENCE_WATERMARK_TEXT);
  self->is_filling = FALSE;
}

/* ---- the class ---- */

static void
zhihui_preferences_window_dispose (GObject *object)
{
  g_clear_object (&ZHIHUI_PREFERENCES_WINDOW (object)->preferences);

  G_OBJECT_CLASS (zhihui_preferences_window_parent_class)->dispose (object);
}

static void
zhihui_preferences_window_class_init (ZhihuiPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_preferences_window_dispose;
  signals[CHOSEN] = g_signal_new ("chosen",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  G_TYPE_STRING,
                                  G_TYPE_INT);
  g_type_ensure (ZHIHUI_TYPE_SOURCE_FORM);
  zhihui_view_init ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/zhihui/Zhihui/preferences-window.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, ZhihuiPreferencesWindow, child)
  BIND (form);
  BIND (period_row);
  BIND (language_row);
  BIND (colour_row);
  BIND (notifications_row);
  BIND (notifications_switch);
  BIND (lock_row);
  BIND (watermark_row);
  BIND (watermark_switch);
  BIND (watermark_text_row);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, choice_made_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
zhihui_preferences_window_init (ZhihuiPreferencesWindow *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  zhihui_row_buttons_name (GTK_WIDGET (self->watermark_text_row), _ ("Apply"));
  zhihui_control_names_tell (GTK_WIDGET (self));
}

/**
 * zhihui_preferences_window_new:
 * @preferences: (transfer none): what counts; what is chosen is set there
 * @where: the source that is used now
 *
 * Returns: (transfer none): a window
 */
GtkWidget *
zhihui_preferences_window_new (ZhihuiPreferences *preferences, const char *where)
{
  ZhihuiPreferencesWindow *self = g_object_new (ZHIHUI_TYPE_PREFERENCES_WINDOW, NULL);

  self->preferences = g_object_ref (preferences);
  fill (self, where);
  return GTK_WIDGET (self);
}
