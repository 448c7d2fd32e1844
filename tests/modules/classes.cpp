// A C++ driver: a global with a constructor and a destructor, virtual functions, operator new over the pool.
extern "C" {
#include <ntddk.h>
DRIVER_INITIALIZE DriverEntry;
}

void *operator new(size_t size)
{
    return ExAllocatePoolWithTag(NonPagedPoolNx, size, 'weNC');
}

void operator delete(void *p) noexcept
{
    ExFreePoolWithTag(p, 'weNC');
}

void operator delete(void *p, size_t) noexcept
{
    ExFreePoolWithTag(p, 'weNC');
}

namespace {

class Speaker {
public:
    virtual ~Speaker() {}
    virtual const char *Word() const = 0;
};

class Greeter final : public Speaker {
public:
    const char *Word() const override { return "hello"; }
};

struct Counter {
    int value;
    Counter() : value(41) {}
    ~Counter() { DbgPrint("counter ends at %d\n", value); }
} counter;

VOID Unload(PDRIVER_OBJECT) { counter.value++; }

}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    Speaker *speaker = new Greeter;
    DbgPrint("%s from %d\n", speaker->Word(), counter.value);
    delete speaker;
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
