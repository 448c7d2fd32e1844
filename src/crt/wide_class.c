/* Classes and case of 16-bit characters. Classes are those of ASCII and Latin-1; beyond them a character that has case
 * is a letter. */
#include <stdbool.h>

#include "base/casefold.h"
#include "crt/crt.h"

owfp_wchar owfp_towupper(owfp_wchar c)
{
    return utf16_capital(c);
}

owfp_wchar owfp_towlower(owfp_wchar c)
{
    return utf16_fold(c);
}

static bool between(owfp_wchar c, owfp_wchar first, owfp_wchar last)
{
    return c >= first && c <= last;
}

int owfp_iswspace(owfp_wchar c)
{
    return c == ' ' || between(c, 9, 13) || c == 0x85 || c == 0xA0;
}

int owfp_iswdigit(owfp_wchar c)
{
    return between(c, '0', '9');
}

int owfp_iswxdigit(owfp_wchar c)
{
    return owfp_iswdigit(c) || between(c, 'A', 'F') || between(c, 'a', 'f');
}

int owfp_iswupper(owfp_wchar c)
{
    return owfp_towlower(c) != c;
}

int owfp_iswlower(owfp_wchar c)
{
    return owfp_towupper(c) != c || c == 0xDF;
}

int owfp_iswalpha(owfp_wchar c)
{
    return owfp_iswupper(c) || owfp_iswlower(c) || c == 0xAA || c == 0xBA;
}

int owfp_iswalnum(owfp_wchar c)
{
    return owfp_iswalpha(c) || owfp_iswdigit(c);
}

int owfp_iswprint(owfp_wchar c)
{
    return c >= 0xA0 || between(c, ' ', '~');
}
