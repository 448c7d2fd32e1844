/* The functions of ntintsafe.h and intsafe.h, which set the names and statuses. The compiler's overflow checks do the work; on
 * overflow the result is all ones, as Windows leaves it. */

#define OPENWFP_ARITHMETIC(name, type, builtin)                                                       \
    OPENWFP_INLINE OPENWFP_INTSAFE_TYPE OPENWFP_INTSAFE(name)(type a, type b, type *result)            \
    {                                                                                                  \
        if (!builtin(a, b, result))                                                                    \
            return INTSAFE_SUCCESS;                                                                    \
        *result = (type)-1;                                                                            \
        return INTSAFE_E_OVERFLOW;                                                                     \
    }
#define OPENWFP_CONVERSION(name, from, to)                                                             \
    OPENWFP_INLINE OPENWFP_INTSAFE_TYPE OPENWFP_INTSAFE(name)(from value, to *result)                  \
    {                                                                                                  \
        if (!__builtin_add_overflow(value, 0, result))                                                 \
            return INTSAFE_SUCCESS;                                                                    \
        *result = (to)-1;                                                                              \
        return INTSAFE_E_OVERFLOW;                                                                     \
    }

OPENWFP_ARITHMETIC(UCharAdd, UCHAR, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UCharSub, UCHAR, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UCharMult, UCHAR, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UShortAdd, USHORT, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UShortSub, USHORT, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UShortMult, USHORT, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UIntAdd, UINT, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UIntSub, UINT, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UIntMult, UINT, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(ULongAdd, ULONG, __builtin_add_overflow)
OPENWFP_ARITHMETIC(ULongSub, ULONG, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(ULongMult, ULONG, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(ULongLongAdd, ULONGLONG, __builtin_add_overflow)
OPENWFP_ARITHMETIC(ULongLongSub, ULONGLONG, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(ULongLongMult, ULONGLONG, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(SizeTAdd, SIZE_T, __builtin_add_overflow)
OPENWFP_ARITHMETIC(SizeTSub, SIZE_T, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(SizeTMult, SIZE_T, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(ULongPtrAdd, ULONG_PTR, __builtin_add_overflow)
OPENWFP_ARITHMETIC(ULongPtrSub, ULONG_PTR, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(ULongPtrMult, ULONG_PTR, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(LongAdd, LONG, __builtin_add_overflow)
OPENWFP_ARITHMETIC(LongSub, LONG, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(LongMult, LONG, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(LongLongAdd, LONGLONG, __builtin_add_overflow)
OPENWFP_ARITHMETIC(LongLongSub, LONGLONG, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(LongLongMult, LONGLONG, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(IntAdd, INT, __builtin_add_overflow)
OPENWFP_ARITHMETIC(IntSub, INT, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(IntMult, INT, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(DWordAdd, DWORD, __builtin_add_overflow)
OPENWFP_ARITHMETIC(DWordSub, DWORD, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(DWordMult, DWORD, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UInt8Add, UINT8, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UInt8Sub, UINT8, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UInt8Mult, UINT8, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UInt16Add, UINT16, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UInt16Sub, UINT16, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UInt16Mult, UINT16, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UInt32Add, UINT32, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UInt32Sub, UINT32, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UInt32Mult, UINT32, __builtin_mul_overflow)
OPENWFP_ARITHMETIC(UInt64Add, UINT64, __builtin_add_overflow)
OPENWFP_ARITHMETIC(UInt64Sub, UINT64, __builtin_sub_overflow)
OPENWFP_ARITHMETIC(UInt64Mult, UINT64, __builtin_mul_overflow)

OPENWFP_CONVERSION(ULongLongToULong, ULONGLONG, ULONG)
OPENWFP_CONVERSION(ULongLongToUInt, ULONGLONG, UINT)
OPENWFP_CONVERSION(ULongLongToUShort, ULONGLONG, USHORT)
OPENWFP_CONVERSION(ULongLongToUChar, ULONGLONG, UCHAR)
OPENWFP_CONVERSION(ULongLongToSizeT, ULONGLONG, SIZE_T)
OPENWFP_CONVERSION(ULongLongToULongPtr, ULONGLONG, ULONG_PTR)
OPENWFP_CONVERSION(ULongLongToLongLong, ULONGLONG, LONGLONG)
OPENWFP_CONVERSION(ULongLongToLong, ULONGLONG, LONG)
OPENWFP_CONVERSION(ULongLongToInt, ULONGLONG, INT)
OPENWFP_CONVERSION(ULongLongToDWord, ULONGLONG, DWORD)
OPENWFP_CONVERSION(ULongLongToUInt32, ULONGLONG, UINT32)
OPENWFP_CONVERSION(SizeTToULong, SIZE_T, ULONG)
OPENWFP_CONVERSION(SizeTToUInt, SIZE_T, UINT)
OPENWFP_CONVERSION(SizeTToUShort, SIZE_T, USHORT)
OPENWFP_CONVERSION(SizeTToUChar, SIZE_T, UCHAR)
OPENWFP_CONVERSION(SizeTToLong, SIZE_T, LONG)
OPENWFP_CONVERSION(SizeTToInt, SIZE_T, INT)
OPENWFP_CONVERSION(SizeTToDWord, SIZE_T, DWORD)
OPENWFP_CONVERSION(SizeTToUInt32, SIZE_T, UINT32)
OPENWFP_CONVERSION(ULongToUShort, ULONG, USHORT)
OPENWFP_CONVERSION(ULongToUChar, ULONG, UCHAR)
OPENWFP_CONVERSION(ULongToLong, ULONG, LONG)
OPENWFP_CONVERSION(ULongToInt, ULONG, INT)
OPENWFP_CONVERSION(ULongPtrToULong, ULONG_PTR, ULONG)
OPENWFP_CONVERSION(ULongPtrToUInt, ULONG_PTR, UINT)
OPENWFP_CONVERSION(ULongPtrToUShort, ULONG_PTR, USHORT)
OPENWFP_CONVERSION(LongLongToLong, LONGLONG, LONG)
OPENWFP_CONVERSION(LongLongToInt, LONGLONG, INT)
OPENWFP_CONVERSION(LongLongToULong, LONGLONG, ULONG)
OPENWFP_CONVERSION(LongLongToULongLong, LONGLONG, ULONGLONG)
OPENWFP_CONVERSION(LongLongToSizeT, LONGLONG, SIZE_T)
OPENWFP_CONVERSION(LongLongToULongPtr, LONGLONG, ULONG_PTR)
OPENWFP_CONVERSION(LongToULong, LONG, ULONG)
OPENWFP_CONVERSION(LongToULongLong, LONG, ULONGLONG)
OPENWFP_CONVERSION(LongToSizeT, LONG, SIZE_T)
OPENWFP_CONVERSION(LongToUShort, LONG, USHORT)
OPENWFP_CONVERSION(IntToULong, INT, ULONG)
OPENWFP_CONVERSION(IntToUInt, INT, UINT)
OPENWFP_CONVERSION(IntToSizeT, INT, SIZE_T)
OPENWFP_CONVERSION(IntToUShort, INT, USHORT)
OPENWFP_CONVERSION(UIntToUShort, UINT, USHORT)
OPENWFP_CONVERSION(UIntToUChar, UINT, UCHAR)
OPENWFP_CONVERSION(UIntToInt, UINT, INT)
OPENWFP_CONVERSION(UShortToUChar, USHORT, UCHAR)
OPENWFP_CONVERSION(UInt64ToUInt32, UINT64, UINT32)
OPENWFP_CONVERSION(UInt64ToUInt16, UINT64, UINT16)
OPENWFP_CONVERSION(UInt64ToUInt8, UINT64, UINT8)
OPENWFP_CONVERSION(UInt32ToUInt16, UINT32, UINT16)
OPENWFP_CONVERSION(UInt32ToUInt8, UINT32, UINT8)

#undef OPENWFP_ARITHMETIC
#undef OPENWFP_CONVERSION
