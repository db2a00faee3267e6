/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-mask.h"

#include <string.h>

/* Digits as people type them, narrow and full width. */
#define D "[0-9０-９]"
#define NOT_AFTER_DIGIT "(?<![0-9０-９])"
#define NOT_BEFORE_DIGIT "(?![0-9０-９])"

/* What a rule's finding becomes on the desk; on the wall it becomes the rule's token. */
typedef enum
{
  KEEP_NOTHING, /* the token there too */
  KEEP_ENDS,    /* first and last characters, stars between */
  KEEP_LAST,    /* the area or the account's first, stars, the end */
  KEEP_PLATE,
} Keep;

typedef struct
{
  const char *pattern;
  const char *token; /* for the wall */
  Keep        keep;
  int         n_first, n_last; /* characters kept on the desk */
  gboolean    luhn;            /* only numbers with a right check digit */
} Rule;

/* In this order: what an earlier rule has taken, a later one does not see. */
static const Rule rules[] = {
  /* Resident identity, 18 and the old 15 characters, with a possible date of birth. */
  { NOT_AFTER_DIGIT
    "[1-9１-９]" D "{5}(?:(?:18|19|20|１８|１９|２０)" D "{2})(?:0[1-9]|1[0-2]|０[１-９]"
    "|１[０-２])(?:[0-2][0-9]|3[01]|[０-２][０-９]|３[０１])" D "{3}[0-9０-９XxＸｘ]"
    "(?![0-9０-９A-Za-z])",
    "[证件号]",
    KEEP_ENDS,
    3,
    1,
    FALSE },
  { NOT_AFTER_DIGIT "[1-9]" D "{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])" D "{3}" NOT_BEFORE_DIGIT,
    "[证件号]",
    KEEP_ENDS,
    3,
    1,
    FALSE },
  { NOT_AFTER_DIGIT "[3-6](?:[ -]?[0-9]){15,18}" NOT_BEFORE_DIGIT,
    "[银行卡]",
    KEEP_ENDS,
    4,
    4,
    TRUE },
  { NOT_AFTER_DIGIT "[1１][3-9３-９]" D "[ -]?" D "{4}[ -]?" D "{4}" NOT_BEFORE_DIGIT,
    "[电话]",
    KEEP_ENDS,
    3,
    4,
    FALSE },
  { NOT_AFTER_DIGIT "[（(]?0" D "{2,3}[）)]?[ —-]?[2-9]" D "{6,7}" NOT_BEFORE_DIGIT,
    "[电话]",
    KEEP_LAST,
    4,
    3,
    FALSE },
  { "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}",
    "[邮箱]",
    KEEP_ENDS,
    1,
    0,
    FALSE },
  { "(?i)(?:(?:微信号?|VX)[:： ]{0,3}\\K[a-z][a-z0-9_-]{5,19}|QQ号?[:： ]{0,3}\\K[1-9][0-9]{4,10})",
    "[账号]",
    KEEP_NOTHING,
    0,
    0,
    FALSE },
  { "(?i)[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. -]?"
    "(?=[A-Z]{0,5}[0-9])[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])",
    "[车牌]",
    KEEP_PLATE,
    2,
    2,
    FALSE },
  /* Doors: 12号楼3单元501室. A day (7月29号) and a line (1号线) are none; 一号 may be a paper. */
  { "(?<![0-9０-９A-Za-z月第])" D
    "{1,5}(?:-[0-9]{1,4}){0,3}(?:号楼|号院|号(?![线令文公])|栋|幢|单元|室)"
    "(?:[A-Za-z东西南北]?[0-9０-９一二三四五六七八九十]{1,5}(?:-[0-9]{1,4}){0,3}(?:号楼|号|栋|幢|"
    "单元|室|户|层|楼)?)"
    "{0,4}",
    "[门牌]",
    KEEP_NOTHING,
    0,
    0,
    FALSE },
};

static const char *const compound_surnames[] = {
  "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人",
  "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶",
  "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于",
  "司空", "闾丘", "亓官", "司寇", "令狐", "呼延", "东郭", "轩辕", "拓跋", "百里",
};

/* Bytes of the surname: two characters when they are a compound surname and a given name follows.
 */
static gsize
get_surname_length (const char *name)
{
  const char *first_end = g_utf8_next_char (name);
  const char *second_end = *first_end != '\0' ? g_utf8_next_char (first_end) : first_end;

  if (*second_end != '\0' && strstr (name, "·") == NULL)
    for (guint i = 0; i < G_N_ELEMENTS (compound_surnames); i++)
      if (g_str_has_prefix (name, compound_surnames[i]))
        return (gsize) (second_end - name);
  return (gsize) (first_end - name);
}

/**
 * zhihui_mask_name:
 * @name: a person's name
 *
 * Returns: (transfer full): on the wall "段某", on the desk "段**"; nothing of what follows the
 * surname, and of a name in parts (买买提·艾力) nothing but the first character
 */
char *
zhihui_mask_name (const char *name, ZhihuiMaskLevel level)
{
  g_autofree char *valid = NULL;
  GString         *masked;
  gsize            length;
  glong            n_hidden;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_strstrip (g_utf8_make_valid (name, -1));
  if (*valid == '\0')
    return g_strdup ("");

  length = get_surname_length (valid);
  masked = g_string_new_len (valid, (gssize) length);
  if (level == ZHIHUI_MASK_WALL)
    {
      g_string_append (masked, "某");
      return g_string_free (masked, FALSE);
    }

  n_hidden = MAX (g_utf8_strlen (valid + length, -1), 1);
  for (glong i = 0; i < n_hidden; i++)
    g_string_append_c (masked, '*');
  return g_string_free (masked, FALSE);
}

static gboolean
has_check_digit (const char *number)
{
  guint sum = 0;
  guint place = 0;

  for (const char *c = number + strlen (number); c-- > number;)
    if (g_ascii_isdigit (*c))
      {
        guint digit = (guint) (*c - '0') * (place % 2 + 1);

        sum += digit > 9 ? digit - 9 : digit;
        place++;
      }
  return sum % 10 == 0;
}

static void
append_stars (GString *text, glong n)
{
  for (glong i = 0; i < n; i++)
    g_string_append_c (text, '*');
}

static void
append_for_desk (GString *text, const Rule *rule, const char *found)
{
  glong            length = g_utf8_strlen (found, -1);
  g_autofree char *first = g_utf8_substring (found, 0, MIN (rule->n_first, length));
  const char      *at = strchr (found, '@');
  const char      *last = g_utf8_offset_to_pointer (found, MAX (length - rule->n_last, 0));

  switch (rule->keep)
    {
    case KEEP_PLATE:
      g_string_append_printf (text, "%s·***%s", first, last);
      break;
    case KEEP_LAST:
      g_string_append (text, first);
      append_stars (text, MAX (length - rule->n_first - rule->n_last, 0));
      g_string_append (text, last);
      break;
    case KEEP_ENDS:
      g_string_append (text, first);
      append_stars (text, at != NULL ? 3 : MAX (length - rule->n_first - rule->n_last, 0));
      g_string_append (text, at != NULL ? at : last);
      break;
    case KEEP_NOTHING:
    default:
      g_string_append (text, rule->token);
      break;
    }
}

typedef struct
{
  const Rule     *rule;
  ZhihuiMaskLevel level;
} Scrub;

static gboolean
scrub_one (const GMatchInfo *match, GString *text, gpointer user_data)
{
  const Scrub     *scrub = user_data;
  g_autofree char *found = g_match_info_fetch (match, 0);

  if (scrub->rule->luhn && !has_check_digit (found))
    g_string_append (text, found);
  else if (scrub->level == ZHIHUI_MASK_WALL)
    g_string_append (text, scrub->rule->token);
  else
    append_for_desk (text, scrub->rule, found);
  return FALSE;
}

static GRegex *
compile (const Rule *rule)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (rule->pattern, G_REGEX_OPTIMIZE, 0, &error);

  if (regex == NULL)
    g_error ("masking rule %s: %s", rule->token, error->message);
  return regex;
}

static gpointer
compile_rules (gpointer unused)
{
  GPtrArray *regexes = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_ptr_array_add (regexes, compile (&rules[i]));
  return regexes;
}

/**
 * zhihui_mask_text:
 * @text: free text
 *
 * Hides identity, card and telephone numbers, mail addresses, accounts, plates and doors. Names
 * within free text cannot be found by rule: text of citizens stays off the wall even so masked.
 *
 * Returns: (transfer full): @text with tokens ("[电话]") on the wall, with stars on the desk
 */
char *
zhihui_mask_text (const char *text, ZhihuiMaskLevel level)
{
  static GOnce once = G_ONCE_INIT;
  GPtrArray   *regexes;
  char        *masked;

  g_return_val_if_fail (text != NULL, NULL);

  regexes = g_once (&once, compile_rules, NULL);
  masked = g_utf8_make_valid (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      Scrub            scrub = { &rules[i], level };
      g_autofree char *before = masked;

      masked = g_regex_replace_eval (
        g_ptr_array_index (regexes, i), before, -1, 0, 0, scrub_one, &scrub, NULL);
      /* A rule that gives up (it has a limit of steps) must not let the text through. */
      if (masked == NULL)
        return g_strdup (rules[i].token);
    }
  return masked;
}

/**
 * zhihui_mask_member:
 * @text: (inout) (nullable): free text, owned; replaced by what zhihui_mask_text() makes of it
 */
void
zhihui_mask_member (char **text, ZhihuiMaskLevel level)
{
  char *masked = *text != NULL ? zhihui_mask_text (*text, level) : NULL;

  g_free (*text);
  *text = masked;
}

/**
 * zhihui_mask_phone:
 * @phone: a field that holds a telephone number and nothing else
 *
 * Returns: (transfer full): as zhihui_mask_text() for a desk; what is not recognised as a number
 *   keeps its last two characters alone, for it is somebody's all the same
 */
char *
zhihui_mask_phone (const char *phone)
{
  g_autofree char *valid = NULL;
  g_autofree char *masked = NULL;
  glong            length;

  g_return_val_if_fail (phone != NULL, NULL);

  valid = g_utf8_make_valid (phone, -1);
  masked = zhihui_mask_text (valid, ZHIHUI_MASK_DESK);
  length = g_utf8_strlen (valid, -1);
  if (length == 0 || !g_str_equal (masked, valid))
    return g_steal_pointer (&masked);
  return g_strdup_printf ("***%s", g_utf8_offset_to_pointer (valid, MAX (length - 2, 1)));
}
