/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person-generator.h"

#include <string.h>

#define PREFIX 6 /* bytes: the shortest name has two characters of three */

static const char *const surnames[] = { "段", "欧阳", "司马", "诸葛", "皇甫", "令狐", "王",  "李",
                                        "张", "慕容", "上官", "𠮷",   "㐂",   "仝",   "尉迟" };
static const char *const given[] = {
  "志", "强", "翠", "兰", "嘉", "琪", "晟", "睿", "芳", "菲", "鑫", "淼", "𬭎", "𫖯", "瑄", "楠",
  "雨", "桐", "浩", "宇", "若", "曦", "慧", "敏", "建", "军", "玉", "梅", "凤",   "英", "德", "福",
};
static const char *const parts[] = { "买买提", "艾力", "阿依古丽", "吐尔逊", "卓玛", "扎西",
                                     "次仁",   "古丽", "热合曼",   "其其格", "巴图", "乌云" };
static const char *const latin[] = { "Jonathan", "Margaret", "Kowalski",  "O'Neill",
                                     "Tanaka",   "Müller",   "Ivanovich", "Nguyễn" };
static const char *const provinces[] = { "京", "鲁", "苏", "川", "陕", "沪" };

#define PICK(rand, list) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

static char *
make_name (GRand *rand)
{
  int kind = g_rand_int_range (rand, 0, 20);

  if (kind == 0)
    return g_strdup_printf ("%s·%s", PICK (rand, parts), PICK (rand, parts));
  if (kind == 1)
    return g_strdup_printf (
      "%s %s %d", PICK (rand, latin), PICK (rand, latin), g_rand_int_range (rand, 1, 1000));
  return g_strconcat (PICK (rand, surnames), PICK (rand, given), PICK (rand, given), NULL);
}

/* GB 11643: the last character checks the seventeen before it. */
static char *
make_identity (GRand *rand)
{
  static const int  weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "10X98765432";
  char             *digits = g_strdup_printf ("%06d%04d%02d%02d%03d",
                                  g_rand_int_range (rand, 110101, 659002),
                                  g_rand_int_range (rand, 1940, 2020),
                                  g_rand_int_range (rand, 1, 13),
                                  g_rand_int_range (rand, 1, 29),
                                  g_rand_int_range (rand, 0, 1000));
  int               sum = 0;
  char             *identity;

  for (guint i = 0; i < 17; i++)
    sum += (digits[i] - '0') * weights[i];
  identity = g_strdup_printf ("%s%c", digits, checks[sum % 11]);
  g_free (digits);
  return identity;
}

/* ISO/IEC 7812: the last digit makes Luhn's sum end with 0. */
static char *
make_card (GRand *rand)
{
  char digits[20] = "6222";
  int  sum = 0;

  for (guint i = 4; i < 18; i++)
    digits[i] = (char) ('0' + g_rand_int_range (rand, 0, 10));
  for (guint i = 0; i < 18; i++)
    {
      int digit = digits[17 - i] - '0';

      digit *= i % 2 == 0 ? 2 : 1;
      sum += digit > 9 ? digit - 9 : digit;
    }
  digits[18] = (char) ('0' + (10 - sum % 10) % 10);
  digits[19] = '\0';
  return g_strdup (digits);
}

static char *
make_plate (GRand *rand)
{
  static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  char              letter = letters[g_rand_int_range (rand, 0, 24)];

  if (g_rand_boolean (rand)) /* new energy: eight characters */
    return g_strdup_printf (
      "%s%cD%05d", PICK (rand, provinces), letter, g_rand_int_range (rand, 0, 100000));
  return g_strdup_printf ("%s%c%c%04d",
                          PICK (rand, provinces),
                          letter,
                          letters[g_rand_int_range (rand, 0, 24)],
                          g_rand_int_range (rand, 0, 10000));
}

Person *
person_make (GRand *rand)
{
  static const char *const heads[] = { "138", "150", "177", "199", "131" };
  Person                  *self = g_new0 (Person, 1);

  self->name = make_name (rand);
  self->phone =
    g_strdup_printf ("%s%08d", PICK (rand, heads), g_rand_int_range (rand, 0, 100000000));
  self->identity = make_identity (rand);
  self->plate = make_plate (rand);
  self->card = make_card (rand);
  self->mail = g_strdup_printf ("u%d@mail%d.example.com",
                                g_rand_int_range (rand, 0, 1000000),
                                g_rand_int_range (rand, 0, 1000));
  self->door = g_strdup_printf ("%d号楼%d单元%d室",
                                g_rand_int_range (rand, 1, 99),
                                g_rand_int_range (rand, 1, 9),
                                g_rand_int_range (rand, 101, 2999));
  self->address = g_strconcat ("文昌路幸福小区", self->door, NULL);
  return self;
}

void
person_free (Person *self)
{
  char *texts[] = { self->name, self->phone, self->identity, self->plate,
                    self->card, self->mail,  self->address,  self->door };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

struct _Needles
{
  GHashTable *by_prefix; /* (element-type utf8 GPtrArray) */
  guint       n;
};

Needles *
needles_new (void)
{
  Needles *self = g_new0 (Needles, 1);

  self->by_prefix =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
needles_free (Needles *self)
{
  g_hash_table_unref (self->by_prefix);
  g_free (self);
}

guint
needles_count (const Needles *self)
{
  return self->n;
}

static gboolean
has (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return TRUE;

  return FALSE;
}

void
needles_add (Needles *self, const char *text)
{
  char       prefix[PREFIX + 1] = "";
  GPtrArray *texts;

  g_assert_cmpuint (strlen (text), >=, PREFIX);
  memcpy (prefix, text, PREFIX);
  texts = g_hash_table_lookup (self->by_prefix, prefix);
  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->by_prefix, g_strdup (prefix), texts);
    }
  if (has (texts, text))
    return;
  g_ptr_array_add (texts, g_strdup (text));
  self->n++;
}

/* The first one from @place on, and where. */
static const char *
find_from (const Needles *self, const char *text, gsize length, gsize *place, GPtrArray **texts)
{
  char prefix[PREFIX + 1] = "";

  for (; *place + PREFIX <= length; *place += 1)
    {
      memcpy (prefix, text + *place, PREFIX);
      *texts = memchr (prefix, '\0', PREFIX) == NULL ? g_hash_table_lookup (self->by_prefix, prefix)
                                                     : NULL;
      for (guint i = 0; *texts != NULL && i < (*texts)->len; i++)
        {
          const char *one = (*texts)->pdata[i];
          gsize       size = strlen (one);

          if (*place + size <= length && memcmp (text + *place, one, size) == 0)
            return one;
        }
    }
  return NULL;
}

const char *
needles_find (const Needles *self, const char *text, gsize length)
{
  GPtrArray *texts;
  gsize      place = 0;

  return find_from (self, text, length, &place, &texts);
}

void
needles_forgive (Needles *self, const char *text, gsize length)
{
  GPtrArray  *texts;
  gsize       place = 0;
  const char *found;

  while ((found = find_from (self, text, length, &place, &texts)) != NULL)
    {
      g_ptr_array_remove (texts, (gpointer) found);
      self->n--;
    }
}
