/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-choice.h"

#include <glib/gi18n-lib.h>

#include "zhihui-asking.h"
#include "zhihui-control-names.h"
#include "zhihui-wire.h"

#define PATH "/units?limit=20000"

/**
 * ZhihuiUnitChoice:
 *
 * A row of a form: one of the units of the platform, which is asked for them.
 */
struct _ZhihuiUnitChoice
{
  AdwActionRow parent_instance;

  GtkDropDown  *choice; /* borrowed */
  GCancellable *asking; /* owned */
  ZhihuiUnits  *units;  /* owned, nullable before they are told */
  char         *first;  /* owned, nullable: id of the one that is chosen at first */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitChoice, zhihui_unit_choice, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_unit_choice_dispose (GObject *object)
{
  ZhihuiUnitChoice *self = ZHIHUI_UNIT_CHOICE (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->units, zhihui_units_unref);
  g_clear_pointer (&self->first, g_free);

  G_OBJECT_CLASS (zhihui_unit_choice_parent_class)->dispose (object);
}

static void
zhihui_unit_choice_class_init (ZhihuiUnitChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_choice_dispose;

  /**
   * ZhihuiUnitChoice::changed:
   *
   * Another unit is chosen, or the units came to be known.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The list changes once more when it goes: then the form is gone as well. */
static void
changed_cb (ZhihuiUnitChoice *self)
{
  if (self->asking != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
zhihui_unit_choice_init (ZhihuiUnitChoice *self)
{
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->asking = g_cancellable_new ();
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, name));
  gtk_drop_down_set_enable_search (self->choice, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->choice), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->choice));
  g_signal_connect_object (
    self->choice, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_units (ZhihuiUnitChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint first = 0;

  for (guint i = 0; i < self->units->items->len; i++)
    {
      const ZhihuiUnit *unit = self->units->items->pdata[i];

      gtk_string_list_append (names, unit->name);
      if (g_strcmp0 (unit->id, self->first) == 0)
        first = i;
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, first);
}

static void
units_told_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitChoice *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;
  ZhihuiUnits     *units = zhihui_asking_finish (result, &error);
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->units = units;
  if (units != NULL)
    {
      show_units (self);
      changed_cb (self);
      return;
    }
  trouble = g_strdup_printf (_ ("The units could not be read: %s"), error->message);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), trouble);
}

static gpointer
decode (GBytes *body, GError **error)
{
  return zhihui_wire_decode_units (body, NULL, error);
}

/**
 * zhihui_unit_choice_ask_async:
 * @source: is asked for the units there are to choose from
 * @callback: takes ZhihuiUnits of zhihui_asking_finish()
 */
void
zhihui_unit_choice_ask_async (ZhihuiSource       *source,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  zhihui_asking_async (
    source, PATH, decode, (GDestroyNotify) zhihui_units_unref, cancellable, callback, user_data);
}

/**
 * zhihui_unit_choice_new:
 * @desk: whose source is asked for the units
 * @title: of the row
 * @unit: (nullable): id of the one that is chosen at first
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
zhihui_unit_choice_new (ZhihuiDesk *desk, const char *title, const char *unit)
{
  ZhihuiUnitChoice *self = g_object_new (ZHIHUI_TYPE_UNIT_CHOICE, "title", title, NULL);

  self->first = g_strdup (unit);
  zhihui_control_names_tell_choice (self->choice, title);
  zhihui_unit_choice_ask_async (zhihui_desk_get_source (desk), self->asking, units_told_cb, self);
  return GTK_WIDGET (self);
}

const ZhihuiUnit *
zhihui_unit_choice_get_unit (ZhihuiUnitChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return self->units != NULL && selected < self->units->items->len
           ? self->units->items->pdata[selected]
           : NULL;
}
