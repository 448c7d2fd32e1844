/* Structures after this are packed to 8 bytes, until poppack.h. No guard: once per pair. */
#pragma pack(push, 8)
