// The C++ library beside Windows' headers: wide strings of 16 bits, containers, threads, exceptions.
#include <windows.h>
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>
#include <stdio.h>

static void strings()
{
    std::wstring s = L"long enough to live on the heap: " + std::to_wstring(1234);
    s += L'!';
    s.insert(0, L"very ");
    wprintf(L"%ls (%d)\n", s.c_str(), static_cast<int>(s.size()));
    wprintf(L"%d %d %d\n", static_cast<int>(sizeof(s[0])), static_cast<int>(s.find(L"heap")), s.compare(L"very") > 0);
    wprintf(L"%d %d %.1f\n", std::stoi("42"), std::stoi(L"0x1f", nullptr, 16), std::stod(L"2.5"));
    std::string narrow = std::to_string(7) + "/" + std::to_string(2.5);
    wprintf(L"%hs\n", narrow.c_str());
}

static void containers()
{
    std::vector<std::wstring>              words{ L"pear", L"apple", L"fig" };
    std::map<std::wstring, std::uint32_t>  counts;
    std::unordered_map<std::wstring, int>  lengths;
    std::set<int>                          numbers{ 3, 1, 2, 3 };
    std::array<int, 3>                     fixed{ { 1, 2, 3 } };
    std::sort(words.begin(), words.end());
    for (const auto &w : words) {
        counts[w]++;
        lengths[w] = static_cast<int>(w.size());
    }
    wprintf(L"%ls %ls, %u %d, %d of %d, %d\n", words[0].c_str(), words[2].c_str(), counts[L"fig"], lengths[L"apple"],
            *numbers.begin(), static_cast<int>(numbers.size()), fixed[2]);
}

static void threads()
{
    std::mutex               lock;
    std::vector<std::thread> list;
    int                      total = 0;
    auto                     shared = std::make_shared<int>(5);
    std::function<void(int)> add = [&](int n) {
        std::lock_guard<std::mutex> guard(lock);
        total += n * *shared;
    };
    for (int i = 1; i <= 4; i++)
        list.emplace_back(add, i);
    for (auto &t : list)
        t.join();
    wprintf(L"%d\n", total);
}

int wmain(int argc, wchar_t *argv[])
{
    std::vector<std::wstring> arguments(argv + 1, argv + argc);
    wprintf(L"%d arguments\n", static_cast<int>(arguments.size()));
    strings();
    containers();
    threads();
    try {
        throw std::runtime_error("as it should be");
    } catch (const std::exception &e) {
        wprintf(L"caught: %hs\n", e.what());
    }
    return 0;
}
