/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-settings.h"

#define SIZE "size"
#define MAXIMIZED "maximized"
#define PAGE "page"
#define PAGES "pages"

/* A window that was dragged to nothing, or is of a larger screen, is none to begin with. */
#define MIN_WIDTH 360
#define MIN_HEIGHT 294
#define MAX_LENGTH 16384

struct _ZhihuiDeskSettings
{
  GObject parent_instance;

  GSettings  *store;         /* owned, nullable: nothing is kept */
  GHashTable *pages;         /* owned: page (owned) to a GHashTable of key (owned) to GVariant */
  char       *page;          /* owned: the chosen one, "" the first */
  int         width, height; /* of the window while it is neither maximised nor full screen, px */
  gboolean    is_maximized;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskSettings, zhihui_desk_settings, G_TYPE_OBJECT)

static GHashTable *
make_page (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

static GHashTable *
need_page (ZhihuiDeskSettings *self, const char *page)
{
  GHashTable *values = g_hash_table_lookup (self->pages, page);

  if (values == NULL)
    {
      values = make_page ();
      g_hash_table_insert (self->pages, g_strdup (page), values);
    }
  return values;
}

static GVariant *
peek (ZhihuiDeskSettings *self, const char *page, const char *key)
{
  GHashTable *values = g_hash_table_lookup (self->pages, page);

  return values != NULL ? g_hash_table_lookup (values, key) : NULL;
}

/* ---- store ---- */

static void
read_pages (ZhihuiDeskSettings *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->store, PAGES);
  GVariantIter  pages;
  GVariantIter *values;
  const char   *page;

  g_variant_iter_init (&pages, kept);
  while (g_variant_iter_next (&pages, "{&sa{sv}}", &page, &values))
    {
      const char *key;
      GVariant   *value;

      while (g_variant_iter_next (values, "{&sv}", &key, &value))
        g_hash_table_insert (need_page (self, page), g_strdup (key), value);
      g_variant_iter_free (values);
    }
}

static GVariant *
fold_page (GHashTable *values)
{
  GVariantBuilder builder;
  GHashTableIter  iter;
  gpointer        key, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_variant_builder_add (&builder, "{sv}", (const char *) key, (GVariant *) value);

  return g_variant_builder_end (&builder);
}

/* Only this page is written: what other windows kept of theirs stays. */
static void
write_page (ZhihuiDeskSettings *self, const char *page)
{
  g_autoptr (GVariant) kept = NULL;
  GVariantBuilder builder;
  GVariantIter    iter;
  GVariant       *its_values;
  const char     *its_page;

  if (self->store == NULL || !g_settings_is_writable (self->store, PAGES))
    return;

  kept = g_settings_get_value (self->store, PAGES);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "{&s@a{sv}}", &its_page, &its_values))
    {
      if (!g_str_equal (its_page, page))
        g_variant_builder_add (&builder, "{s@a{sv}}", its_page, its_values);
      g_variant_unref (its_values);
    }
  g_variant_builder_add (
    &builder, "{s@a{sv}}", page, fold_page (g_hash_table_lookup (self->pages, page)));
  g_settings_set_value (self->store, PAGES, g_variant_builder_end (&builder));
}

/* ---- bound properties ---- */

typedef struct
{
  ZhihuiDeskSettings *settings; /* owned */
  char               *page;     /* owned */
  char               *key;      /* owned */
} Bound;

static void
bound_free (gpointer data, GClosure *closure)
{
  Bound *self = data;

  g_object_unref (self->settings);
  g_free (self->page);
  g_free (self->key);
  g_free (self);
}

static const GVariantType *
get_variant_type (GType type)
{
  switch (G_TYPE_FUNDAMENTAL (type))
    {
    case G_TYPE_BOOLEAN:
      return G_VARIANT_TYPE_BOOLEAN;
    case G_TYPE_INT:
      return G_VARIANT_TYPE_INT32;
    case G_TYPE_UINT:
      return G_VARIANT_TYPE_UINT32;
    case G_TYPE_DOUBLE:
      return G_VARIANT_TYPE_DOUBLE;
    case G_TYPE_STRING:
      return G_VARIANT_TYPE_STRING;
    default:
      return NULL;
    }
}

static GVariant *
make_variant (const GValue *value)
{
  switch (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (value)))
    {
    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (g_value_get_boolean (value));
    case G_TYPE_INT:
      return g_variant_new_int32 (g_value_get_int (value));
    case G_TYPE_UINT:
      return g_variant_new_uint32 (g_value_get_uint (value));
    case G_TYPE_DOUBLE:
      return g_variant_new_double (g_value_get_double (value));
    default:
      return g_variant_new_string (g_value_get_string (value) != NULL ? g_value_get_string (value)
                                                                      : "");
    }
}

static void
property_changed_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Bound *bound = user_data;
  GValue value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (object, pspec->name, &value);
  zhihui_desk_settings_set (bound->settings, bound->page, bound->key, make_variant (&value));
  g_value_unset (&value);
}

/* ---- the window ---- */

static void
take_size (ZhihuiDeskSettings *self, GtkWindow *window)
{
  int width, height;

  self->is_maximized = gtk_window_is_maximized (window);
  gtk_window_get_default_size (window, &width, &height);
  if (width < MIN_WIDTH || height < MIN_HEIGHT || gtk_window_is_fullscreen (window))
    return;
  self->width = width;
  self->height = height;
}

static void
unmap_cb (GtkWindow *window, ZhihuiDeskSettings *self)
{
  take_size (self, window);
  if (self->store == NULL)
    return;
  g_settings_set (self->store, SIZE, "(ii)", self->width, self->height);
  g_settings_set_boolean (self->store, MAXIMIZED, self->is_maximized);
}

/* ---- the class ---- */

static void
zhihui_desk_settings_finalize (GObject *object)
{
  ZhihuiDeskSettings *self = ZHIHUI_DESK_SETTINGS (object);

  g_clear_object (&self->store);
  g_hash_table_unref (self->pages);
  g_free (self->page);

  G_OBJECT_CLASS (zhihui_desk_settings_parent_class)->finalize (object);
}

static void
zhihui_desk_settings_class_init (ZhihuiDeskSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_desk_settings_finalize;
}

static void
zhihui_desk_settings_init (ZhihuiDeskSettings *self)
{
  self->pages =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->page = g_strdup ("");
  self->width = 1440;
  self->height = 900;
}

/**
 * zhihui_desk_settings_new:
 * @store: (nullable): settings of the schema cn.zhihui.Zhihui.Window; %NULL: nothing is kept
 *
 * Returns: (transfer full): what a new window remembers
 */
ZhihuiDeskSettings *
zhihui_desk_settings_new (GSettings *store)
{
  ZhihuiDeskSettings *self = g_object_new (ZHIHUI_TYPE_DESK_SETTINGS, NULL);

  if (store == NULL)
    return self;

  self->store = g_object_ref (store);
  g_settings_get (store, SIZE, "(ii)", &self->width, &self->height);
  self->is_maximized = g_settings_get_boolean (store, MAXIMIZED);
  g_free (self->page);
  self->page = g_settings_get_string (store, PAGE);
  read_pages (self);

  return self;
}

/**
 * zhihui_desk_settings_lookup:
 * @page: of the desk
 * @key: chosen by the page
 * @format: of g_variant_get ()
 * @...: where to put it; not touched when nothing is there. What is borrowed by "&s" lasts until
 *   the key is set
 *
 * Returns: whether something of that type was kept: another version may have kept another
 */
gboolean
zhihui_desk_settings_lookup (
  ZhihuiDeskSettings *self, const char *page, const char *key, const char *format, ...)
{
  GVariant *value;
  va_list   arguments;

  g_return_val_if_fail (ZHIHUI_IS_DESK_SETTINGS (self) && page != NULL && key != NULL, FALSE);

  value = peek (self, page, key);
  if (value == NULL || !g_variant_check_format_string (value, format, FALSE))
    return FALSE;

  va_start (arguments, format);
  g_variant_get_va (value, format, NULL, &arguments);
  va_end (arguments);
  return TRUE;
}

/**
 * zhihui_desk_settings_set:
 * @page: of the desk
 * @key: chosen by the page
 * @value: (nullable): sunk when floating; %NULL forgets it
 *
 * Is kept at once, for the next window. No personal data: nothing that was typed into a search.
 */
void
zhihui_desk_settings_set (ZhihuiDeskSettings *self,
                          const char         *page,
                          const char         *key,
                          GVariant           *value)
{
  g_autoptr (GVariant) sunk = value != NULL ? g_variant_ref_sink (value) : NULL;
  GVariant *before;

  g_return_if_fail (ZHIHUI_IS_DESK_SETTINGS (self) && page != NULL && key != NULL);

  before = peek (self, page, key);
  if (before == sunk || (before != NULL && sunk != NULL && g_variant_equal (before, sunk)))
    return;

  if (sunk != NULL)
    g_hash_table_insert (need_page (self, page), g_strdup (key), g_steal_pointer (&sunk));
  else
    g_hash_table_remove (need_page (self, page), key);
  write_page (self, page);
}

/**
 * zhihui_desk_settings_bind:
 * @page: of the desk
 * @key: chosen by the page
 * @object: (transfer none): whose property is remembered as long as it lives
 * @property: boolean, int, uint, double or text; readable and writable
 *
 * Sets the property to what was kept, and keeps what it becomes.
 */
void
zhihui_desk_settings_bind (ZhihuiDeskSettings *self,
                           const char         *page,
                           const char         *key,
                           GObject            *object,
                           const char         *property)
{
  g_autofree char *detailed = g_strconcat ("notify::", property, NULL);
  GParamSpec      *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  GVariant        *kept;
  Bound           *bound;

  g_return_if_fail (ZHIHUI_IS_DESK_SETTINGS (self) && page != NULL && key != NULL);
  g_return_if_fail (pspec != NULL && get_variant_type (pspec->value_type) != NULL);

  kept = peek (self, page, key);
  if (kept != NULL && g_variant_is_of_type (kept, get_variant_type (pspec->value_type)))
    {
      GValue value = G_VALUE_INIT;

      g_dbus_gvariant_to_gvalue (kept, &value);
      g_object_set_property (object, property, &value);
      g_value_unset (&value);
    }

  bound = g_new0 (Bound, 1);
  bound->settings = g_object_ref (self);
  bound->page = g_strdup (page);
  bound->key = g_strdup (key);
  g_signal_connect_data (
    object, detailed, G_CALLBACK (property_changed_cb), bound, bound_free, G_CONNECT_DEFAULT);
}

/**
 * zhihui_desk_settings_get_page:
 *
 * Returns: (transfer none): the page that was chosen last; "" the first one
 */
const char *
zhihui_desk_settings_get_page (ZhihuiDeskSettings *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_SETTINGS (self), "");

  return self->page;
}

/**
 * zhihui_desk_settings_set_page:
 * @page: that is chosen now
 */
void
zhihui_desk_settings_set_page (ZhihuiDeskSettings *self, const char *page)
{
  g_return_if_fail (ZHIHUI_IS_DESK_SETTINGS (self) && page != NULL);

  if (g_str_equal (self->page, page))
    return;
  g_free (self->page);
  self->page = g_strdup (page);
  if (self->store != NULL)
    g_settings_set_string (self->store, PAGE, page);
}

/**
 * zhihui_desk_settings_attach:
 * @window: (transfer none): that was not shown yet
 *
 * Makes it as large as the last one was, and keeps how large it is when it goes.
 */
void
zhihui_desk_settings_attach (ZhihuiDeskSettings *self, GtkWindow *window)
{
  g_return_if_fail (ZHIHUI_IS_DESK_SETTINGS (self) && GTK_IS_WINDOW (window));

  gtk_window_set_default_size (window,
                               CLAMP (self->width, MIN_WIDTH, MAX_LENGTH),
                               CLAMP (self->height, MIN_HEIGHT, MAX_LENGTH));
  if (self->is_maximized)
    gtk_window_maximize (window);
  g_signal_connect_data (window,
                         "unmap",
                         G_CALLBACK (unmap_cb),
                         g_object_ref (self),
                         (GClosureNotify) (void (*) (void)) g_object_unref,
                         G_CONNECT_DEFAULT);
}
