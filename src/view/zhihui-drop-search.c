/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-drop-search.h"

#include "zhihui-speller.h"

#define SPELLING "zhihui-drop-spelling"
#define UNSPELLED "zhihui-drop-unspelled" /* sounds of names that are spelled when it is opened */

/* On its way to be spelled. */
typedef struct
{
  GPtrArray  *names;  /* (element-type utf8) owned */
  GHashTable *sounds; /* owned reference: name → all that it can be found by */
  GtkFilter  *filter; /* owned reference: finds more then */
} Spelling;

static void
spelling_free (Spelling *self)
{
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->sounds);
  g_object_unref (self->filter);
  g_free (self);
}

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Spelling *self = user_data;
  g_autoptr (GPtrArray) spellings = zhihui_speller_spell_finish (result, NULL);

  for (guint i = 0; spellings != NULL && i < spellings->len; i++)
    {
      g_autofree char *lines = zhihui_spelling_dup_lines (spellings->pdata[i]);

      g_hash_table_insert (self->sounds,
                           g_strdup (self->names->pdata[i]),
                           g_strjoin ("\n", self->names->pdata[i], lines, NULL));
    }
  if (spellings != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_LESS_STRICT);
  spelling_free (self);
}

/* (transfer full): of an item, what is searched */
static char *
find_lines (gpointer item, GHashTable *sounds)
{
  const char *name = gtk_string_object_get_string (item);
  const char *lines = g_hash_table_lookup (sounds, name);

  return g_strdup (lines != NULL ? lines : name);
}

static void
unref_sounds (gpointer sounds, GClosure *closure)
{
  g_hash_table_unref (sounds);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

/* What the list of the drop-down is filtered by, which GTK makes anew for each model. */
static GtkStringFilter *
find_filter (GtkDropDown *drop)
{
  GtkWidget         *list = find_list (GTK_WIDGET (drop));
  GtkSelectionModel *shown = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;
  GListModel        *found = GTK_IS_SINGLE_SELECTION (shown)
                               ? gtk_single_selection_get_model (GTK_SINGLE_SELECTION (shown))
                               : NULL;
  GtkFilter         *filter = GTK_IS_FILTER_LIST_MODEL (found)
                                ? gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (found))
                                : NULL;

  return GTK_IS_STRING_FILTER (filter) ? GTK_STRING_FILTER (filter) : NULL;
}

static void
cancel_spelling (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  g_object_unref (cancellable);
}

static void
spell (GtkDropDown *drop, GHashTable *sounds)
{
  GListModel   *model = gtk_drop_down_get_model (drop);
  GCancellable *cancellable = g_cancellable_new ();
  Spelling     *self = g_new0 (Spelling, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sounds = g_hash_table_ref (sounds);
  self->filter = g_object_ref (GTK_FILTER (find_filter (drop)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->names,
                     g_strdup (gtk_string_list_get_string (GTK_STRING_LIST (model), i)));
  /* Those of another model are not waited for any more. */
  g_object_set_data_full (G_OBJECT (drop), SPELLING, cancellable, cancel_spelling);
  zhihui_speller_spell_async (self->names, cancellable, spelled_cb, self);
}

/* Many names are seconds of work for another processor: they are spelled when the list is
 * opened, or searched. */
static void
opened_cb (GtkDropDown *drop)
{
  g_autoptr (GHashTable) sounds = g_object_steal_data (G_OBJECT (drop), UNSPELLED);

  if (sounds != NULL)
    spell (drop, sounds);
}

void
zhihui_drop_search_widen (GtkDropDown *drop)
{
  GtkStringFilter *filter;
  GtkWidget       *list;
  g_autoptr (GHashTable) sounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GtkExpression) expression = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop) && GTK_IS_STRING_LIST (gtk_drop_down_get_model (drop)));

  filter = find_filter (drop);
  if (filter == NULL)
    return;
  expression = gtk_cclosure_expression_new (
    G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (find_lines), g_hash_table_ref (sounds), unref_sounds);
  gtk_string_filter_set_match_mode (filter, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  gtk_string_filter_set_expression (filter, expression);
  g_object_set_data_full (
    G_OBJECT (drop), UNSPELLED, g_steal_pointer (&sounds), (GDestroyNotify) g_hash_table_unref);
  list = find_list (GTK_WIDGET (drop));
  g_signal_handlers_disconnect_by_func (list, opened_cb, drop);
  g_signal_connect_object (list, "map", G_CALLBACK (opened_cb), drop, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    filter, "notify::search", G_CALLBACK (opened_cb), drop, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (list))
    opened_cb (drop);
}
